// What moving one parameter did: the twin of calculator/presenters/budget/effects.py.

import { count, counted, dollars, people, signedDollars } from "./wording.js";

const part = (text, kind = "") => ({ text, kind });

/** The words of one slider's effect: [{text, kind}]. `before` are the values with this parameter at its preset, or null. */
export function effectOf(watch, values, before) {
  const parts = watch ? watched(watch, values, before ?? values) : [];
  const change = before ? values.total - before.total : 0;
  if (!change) return parts;
  if (parts.length) parts.push(part(", "));
  return [...parts, part(signedDollars(change), change > 0 ? "up" : "down"), part(" a year")];
}

function watched(watch, values, before) {
  const now = values[watch.line], was = before[watch.line], same = now === was;
  if (watch.kind === "money") {
    return [part(same ? dollars(now) : `${dollars(was)} → ${dollars(now)}`, same ? "" : "strong"), part(" for this line")];
  }
  if (watch.kind === "people") {
    const all = counted(values.high_risk, "person", "people");
    return [part(watch.line === "high_risk" || all.startsWith("fewer") ? all : `${people(now)} of ${all}`, same ? "" : "strong")];
  }
  if (same) return [part(`${people(now)} ${now === 1 ? watch.singular : watch.plural}`)];
  return [part(`${count(was)} → ${count(now)}`, "strong"), part(` ${now === 1 ? watch.singular : watch.plural}`)];
}

/** Writes [{text, kind}] into an element, touching the page only where the words changed. */
export function writeParts(element, parts) {
  const words = parts.map(({ text, kind }) => `${kind}|${text}`).join("");
  if (element.dataset.words === words) return;
  element.dataset.words = words;
  element.replaceChildren(
    ...parts.map(({ text, kind }) => {
      if (!kind) return text;
      const bold = document.createElement("b");
      if (kind !== "strong") bold.className = kind;
      bold.textContent = text;
      return bold;
    }),
  );
}
