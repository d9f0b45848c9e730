// What the form says: inputs for the formulas, what was moved off the preset, and the address that says the same.

import { numberIn, typed } from "./wording.js";

// Fields stay the same elements as long as the page does; looking each up at every step of a drag would be its largest cost.
const known = new Map();

function boxOf(form, name) {
  let box = known.get(name);
  if (!box) known.set(name, box = form.elements.namedItem(name));
  return box;
}

/** The value in force of a parameter or fact: what is typed if it is allowed, else the last good value. */
function valueOf(form, name, record, fallback) {
  if (name === "high_risk_basis") return Number(boxOf(form, name).value);
  const text = boxOf(form, name).value;
  if (text.trim() === "") return fallback;
  const value = numberIn(text);
  const whole = record.unit === "switch" && value !== Math.trunc(value);
  return value >= record.min && value <= record.max && !whole ? value : undefined;
}

/** Reads the form: {inputs, moved, facts, wrong}; `wrong` names boxes whose text cannot be used. */
export function readForm(form, data, defaults) {
  const inputs = { ...defaults }, moved = {}, facts = {}, wrong = [];
  for (const name in data.parameters) {
    const record = data.parameters[name], isFact = name in data.facts;
    const published = isFact ? data.facts[name] : record.preset;
    const value = valueOf(form, name, record, published);
    if (value === undefined) wrong.push(name);
    const used = value === undefined ? published : value;
    inputs[name] = used === null ? NaN : used;
    if (value === undefined || value === null || value === published) continue;
    (isFact ? facts : moved)[name] = value;
  }
  return { inputs, moved, facts, wrong };
}

/** The shortest query string that reads back as this form, as calculator/question.py writes it. */
export function queryOf(form, data, state) {
  const pairs = new URLSearchParams();
  for (const [name, value] of data.subject) pairs.append(name, value);
  pairs.append("methodology", form.elements.methodology.value);
  for (const name in state.facts) pairs.append(name, state.facts[name]);
  for (const name in state.moved) pairs.append(name, state.moved[name]);
  const citation = form.elements.local_citation.value.trim();
  if (citation) pairs.append("local_citation", citation);
  const own = new Set([...pairs.keys()]);
  for (const hidden of form.querySelectorAll("input[type=hidden]")) {
    if (hidden.name && !own.has(hidden.name)) pairs.append(hidden.name, hidden.value);
  }
  return pairs.toString();
}

/** Puts a snapshot's values back into the form. */
export function writeForm(form, data, snapshot) {
  for (const name in data.parameters) {
    const record = data.parameters[name];
    const given = snapshot.moved[name] ?? snapshot.facts[name];
    if (name === "high_risk_basis") {
      form.querySelector(`[name=high_risk_basis][value="${given ?? record.preset}"]`).checked = true;
      continue;
    }
    boxOf(form, name).value = typed(given ?? (name in data.facts ? null : record.preset), record.unit);
  }
  form.elements.local_citation.value = snapshot.citation;
}
