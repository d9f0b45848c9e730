// Brings the sliders on the patterns page to life; nothing is computed there.
import { followBoxes, listen } from "./calculator/ranges.js";

followBoxes(document);
listen(document, () => {}, () => {});
