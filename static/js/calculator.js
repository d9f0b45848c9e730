// The calculator's tabs: the server settles every question; on the budget tab the numbers also follow a drag, which asks nothing.

import { follow } from "./calculator/drag.js";
import { present, writeAddress } from "./calculator/question.js";
import { isUnsettled, settle } from "./calculator/settle.js";
import "./calculator/leaving.js";
import "./calculator/undo.js";

const PAUSE = 150; // browsers allow few writes of the address a second, and a drag would make sixty
let writing;

/** Who sets how many are reached no longer starts from the money. */
function leaveMoney(target) {
  const solve = document.getElementById("p-solve");
  if (solve?.value && target.closest("[data-slider=coverage_share]")) solve.value = "";
}

/** A count typed in, or a figure of homicides, is the basis that somebody means, and posts typed in are set by hand; Undo takes both back. */
function chooseBasis({ name, value }) {
  const basis = { local_high_risk: 3, homicides: 2 }[name];
  const radio = basis && value.trim() && document.querySelector(`form[data-calculator] [name=high_risk_basis][value="${basis}"]`);
  if (radio) radio.checked = true;
  const posts = value.trim() && /^(.+)_posts$/.exec(name), way = posts && document.getElementById(`p-${posts[1]}_basis`);
  if (way) way.value = "2";
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest("form[data-asks]")) return;
  clearTimeout(writing);
  if (target.type !== "range") writeAddress(present()); // what is typed is there at once, for a reload too
  writing = setTimeout(() => writeAddress(present()), PAUSE);
});
document.addEventListener("change", ({ target }) => {
  if (!target.closest("form[data-asks]")) return;
  chooseBasis(target);
  leaveMoney(target);
  if (!isUnsettled()) return; // moved back to what the page says, while another question is still on its way, asks again
  clearTimeout(writing);
  settle();
});
addEventListener("popstate", () => writeAddress(present())); // back over a jump within the page: it still answers what it answered
await follow();
performance.mark("ready"); // from here on everything on the page answers
