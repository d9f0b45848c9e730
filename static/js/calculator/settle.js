// When the hand lets go, the server's page for the present question becomes the page: the same address gives the same page with and
// without scripts. What is typed meanwhile stays, a newer question overtakes an older one, and a lost connection is said.

import { morph } from "../morph.js";
import { LONGEST_QUERY, isTyped, present, said, writeAddress } from "./question.js";

const main = document.getElementById("main");
const announcer = document.querySelector("[data-announce]"), failure = document.querySelector("[data-unsettled]");
const listeners = [], overtaken = [];

let request = null; // under way: {query, abort, isEdit}
let last = Promise.resolve(true);

/** Calls back with the page as soon as it says what the server answered. */
export const onSettled = (listener) => listeners.push(listener);

/** Calls back with a question that a newer one overtook before the server answered: it was asked all the same. */
export const onOvertaken = (listener) => overtaken.push(listener);

/** Whether the page does not yet say what is typed. */
export const isUnsettled = () => request !== null || isTyped();

/** Asks for the present question; `button` is one that asks for something itself. True where the page now answers it. */
export function settle(button) {
  const edit = button?.name ? { name: button.name, value: button.value } : null;
  // A row that is being added or removed is not overtaken: what comes next waits for it.
  if (request?.isEdit) return (last = last.then(() => ask(present(edit), edit !== null)));
  const query = present(edit);
  if (!edit && request?.query === query.toString()) return last;
  return (last = ask(query, edit !== null));
}

/** Asks for another question, such as the one before. */
export const visit = (query) => (last = ask(query, false));

/** Brings the page up to what is typed. False where the server does not answer: then nothing may leave it. */
export async function flush() {
  while (isUnsettled()) if (!(await (request ? last : settle()))) return false;
  return true;
}

async function ask(query, isEdit) {
  if (request && !request.isEdit && request.query !== query.toString()) for (const listener of overtaken) listener(new URLSearchParams(request.query));
  request?.abort();
  const controller = new AbortController();
  const mine = (request = { query: query.toString(), isEdit, abort: () => controller.abort() });
  const sent = new Map([...main.querySelectorAll("input, select, textarea")].map((control) => [control, said(control)]));
  if (!isEdit) writeAddress(query);
  document.documentElement.classList.add("settling");
  let page;
  try {
    const response = await fetched(query, controller.signal);
    page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("[data-question]")) throw new Error(`status ${response.status}`);
  } catch {
    if (request !== mine) return last; // overtaken: the newer question answers for this one
    done(true);
    return false;
  }
  if (request !== mine) return last;
  // Told before anything changes: a range says another value as soon as its ends move.
  const kept = new Set([...sent].filter(([control, before]) => said(control) !== before).map(([control]) => control));
  morph(main, page.getElementById("main"), (control) => kept.has(control));
  if (request !== mine) return last; // a box that lost the hand while the page changed has asked anew
  document.title = page.title;
  done(false);
  const answered = main.querySelector("[data-question]").dataset;
  writeAddress(isTyped() ? present() : new URLSearchParams(answered.question));
  announcer.textContent = answered.announcement;
  for (const listener of listeners) listener();
  return true;
}

/** Asks by the address, or where that would be too long for one by posting. */
function fetched(query, signal) {
  const headers = { Accept: "text/html" };
  if (query.toString().length <= LONGEST_QUERY) return fetch(`${location.pathname}?${query}`, { signal, headers });
  return fetch(location.pathname, { method: "POST", body: query, signal, headers });
}

function done(failed) {
  request = null;
  document.documentElement.classList.remove("settling");
  failure.hidden = !failed;
}

failure.querySelector("button").addEventListener("click", () => settle());
addEventListener("online", () => failure.hidden || settle());
addEventListener("pageshow", () => isTyped() && settle()); // a browser may put back what was typed, not yet what it answers
