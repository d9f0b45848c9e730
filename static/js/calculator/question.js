// The present question: what the page was answered for (data-question), with what has been typed since in its place. The address,
// every link, every file and the page’s form are made from it and from nothing else.

import { inPercent } from "./wording.js";

const asked = () => document.querySelector("[data-question]");

/** The question that the page answers, as the server writes it. */
export const settled = () => new URLSearchParams(asked().dataset.question);

/** What a visitor may set: the named controls of the form that asks. */
export const controls = () =>
  [...document.querySelector("form[data-asks]").elements]
    .filter((control) => control.name && !["hidden", "submit", "button"].includes(control.type));

const isTick = (control) => control.type === "radio" || control.type === "checkbox";

/** What a control says now, to be compared with what it said before. */
export const said = (control) => (isTick(control) ? control.checked : control.value);

/** What a control sends: a share as it was meant, 50 as 50%. */
const sent = (control) => ("share" in control.dataset ? inPercent(control.value) : control.value);

/** Whether a control says something else than the page was answered for. An empty box that is needed says nothing. */
export function touched(control) {
  if (isTick(control)) return control.checked !== control.defaultChecked;
  if (control.nodeName === "SELECT") return control.selectedIndex !== Math.max(0, [...control.options].findLastIndex((option) => option.defaultSelected));
  return control.value !== control.defaultValue && !("needed" in control.dataset && control.value.trim() === "");
}

/** Whether anything was typed or moved since the page was answered. */
export const isTyped = () => controls().some(touched);

/** The present question as a query; `button` is one that asks for something itself, such as another row. */
export function present(button) {
  const query = settled(), named = new Map();
  for (const control of controls()) named.set(control.name, [...(named.get(control.name) ?? []), control]);
  for (const [name, group] of named) {
    // Columns of a table are sent whole, empty cells too, so that its rows stay in step.
    const column = group.length > 1 && !isTick(group[0]) || group[0].closest("[data-rows]") !== null;
    if (!column && !group.some(touched)) continue;
    query.delete(name);
    for (const control of group) {
      if (isTick(control) ? control.checked : column || control.value.trim() !== "") query.append(name, sent(control));
    }
    // That none of several boxes is ticked is said too; and for how many places the facts were that stand in the question.
    if (group.length > 1 && !query.has(name) && group[0].type === "checkbox") query.append(name, "");
    if (name === "place") query.set("places", group.length);
  }
  if (button?.name) query.append(button.name, button.value);
  return query;
}

/** Characters of a query that an address takes; calculator/keeping/saved.py has the limit with the path. */
export const LONGEST_QUERY = 7000;

/** Puts a query into the address: a reload or a copied address asks it again. One that is too long stays out: it can be saved. */
export function writeAddress(query) {
  if (query.toString().length > LONGEST_QUERY) return;
  history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}

const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);

/** A link's address for the present question: names that it takes over from the answered one follow what is typed. */
export function inPresent(href) {
  const url = new URL(href), before = settled(), now = present();
  if (url.origin !== location.origin || !url.searchParams.has("methodology")) return href;
  const own = url.pathname === location.pathname || /\/(budget|handout)\.\w+$/.test(url.pathname);
  const stays = own ? [] : ["places", ...[...document.querySelectorAll("[data-fact]")].map(({ name }) => name)]; // other places have facts of their own
  if (url.pathname !== location.pathname) stays.push("search"); // what is looked for is looked for here
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    const values = now.getAll(name);
    if (name === "tab" || stays.includes(name) || same(before.getAll(name), values)) continue;
    if (!same(url.searchParams.getAll(name), before.getAll(name))) continue; // the link has its own, or leaves it out
    url.searchParams.delete(name);
    for (const value of values) url.searchParams.append(name, value);
  }
  return url.href;
}
