// Brings the sliders on the patterns page to life; nothing is computed there.
import { listen } from "./calculator/ranges.js";

listen(document, () => {});
