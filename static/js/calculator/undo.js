// Undo and redo over questions as they settled, on every tab; kept with the browser's tab, over pages and reloads.

import { settled } from "./question.js";
import { flush, onOvertaken, onSettled, visit } from "./settle.js";

const KEY = `questions:${location.pathname}`, MOST = 100;
let moving = false;

/** A question without the tab it is looked at on. */
function question(query = settled()) {
  query.delete("tab");
  return query.toString();
}

function read() {
  const fresh = { past: [], present: question(), future: [] };
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? fresh;
  } catch {
    return fresh; // storage may be closed to this site
  }
}

const steps = read();

function keep(now = question()) {
  if (now !== steps.present && !moving) {
    steps.past = [...steps.past, steps.present].slice(-MOST);
    steps.future = [];
  }
  steps.present = now;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(steps));
  } catch {
    // without storage, undo reaches as far as this page
  }
  for (const [name, list] of [["undo", steps.past], ["redo", steps.future]]) {
    for (const button of document.querySelectorAll(`[data-${name}]`)) button.disabled = list.length === 0;
  }
}

/** Goes to the newest of `from`, leaving the present on `to`. */
async function step(from, to) {
  if (!(await flush()) || moving) return;
  const there = steps[from].at(-1);
  if (there === undefined) return;
  const here = question(), query = new URLSearchParams(there), tab = settled().get("tab");
  if (tab) query.set("tab", tab);
  moving = true;
  if (await visit(query)) {
    steps[from].pop();
    steps[to].push(here);
    keep();
  }
  moving = false;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-undo], [data-redo]");
  if (!button) return;
  if ("undo" in button.dataset) step("past", "future");
  else step("future", "past");
});
onOvertaken((query) => keep(question(query)));
onSettled(() => keep());
keep();
