// Undo and redo over questions as they settled, on every tab; kept with the browser's tab, over pages and reloads.

import { settled } from "./question.js";
import { flush, onOvertaken, onSettled, visit } from "./settle.js";

const KEY = `questions:${location.pathname}`, MOST = 100;
let moving = false, line = Promise.resolve(); // presses wait for one another: none that came fast is lost

const VIEW = ["tab", "search"]; // how a question is looked at, and what is looked for beside it: no step takes either back

function question(query = settled()) {
  for (const name of VIEW) query.delete(name);
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
  const held = document.activeElement;
  for (const [name, list] of [["undo", steps.past], ["redo", steps.future]]) {
    for (const button of document.querySelectorAll(`[data-${name}]`)) button.disabled = list.length === 0;
  }
  if (held?.disabled) document.querySelector("[data-undo]:enabled, [data-redo]:enabled")?.focus(); // the keyboard stays here
}

/** Goes to the newest of `from`, leaving the present on `to`. */
async function step(from, to) {
  if (!(await flush()) || moving) return;
  const there = steps[from].at(-1);
  if (there === undefined) return;
  const here = question(), query = new URLSearchParams(there), now = settled();
  for (const name of VIEW) if (now.has(name)) query.set(name, now.get(name));
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
  const [from, to] = "undo" in button.dataset ? ["past", "future"] : ["future", "past"];
  line = line.then(() => step(from, to));
});
onOvertaken((query) => keep(question(query)));
onSettled(() => keep());
keep();
