// The calculator's tabs: the server settles every question; on the budget tab the numbers also follow a drag, which asks nothing.

import { follow } from "./calculator/drag.js";
import { isTyped, present, writeAddress } from "./calculator/question.js";
import { settle } from "./calculator/settle.js";
import "./calculator/leaving.js";
import "./calculator/undo.js";

const PAUSE = 150; // browsers allow few writes of the address a second
let writing;

document.addEventListener("input", ({ target }) => {
  if (!target.closest("form[data-asks]")) return;
  clearTimeout(writing);
  writing = setTimeout(() => writeAddress(present()), PAUSE);
});
document.addEventListener("change", ({ target }) => {
  if (!target.closest("form[data-asks]") || !isTyped()) return;
  clearTimeout(writing);
  settle();
});
await follow();
performance.mark("ready"); // from here on everything on the page answers
