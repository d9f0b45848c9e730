// What the form says: inputs for the formulas, and what was moved off the preset.

import { numberTyped } from "./wording.js";

/** The value in force of a parameter or fact: what is typed if it is allowed, else the last good value. */
function valueOf(box, name, record, fallback) {
  if (name === "high_risk_basis") return Number(box.value || fallback);
  const text = box?.value ?? ""; // what has no box of its own stays at its preset
  if (text.trim() === "") return fallback;
  const value = numberTyped(text, record.unit === "share");
  const whole = record.unit === "switch" && value !== Math.trunc(value);
  return value >= record.min && value <= record.max && !whole ? value : undefined;
}

/** Reads the form's boxes by name: {inputs, moved, wrong}; `wrong` names boxes whose text cannot be used. */
export function readForm(boxes, data, defaults) {
  const inputs = { ...defaults }, moved = {}, wrong = [];
  for (const name in data.parameters) {
    const record = data.parameters[name], isFact = name in data.facts;
    const followed = record.follows && boxes.get(record.follows)?.value ? inputs[record.follows] : null;
    const published = isFact ? followed ?? data.facts[name] ?? record.preset : record.preset;
    const value = valueOf(boxes.get(name), name, record, published);
    if (value === undefined) wrong.push(name);
    const used = value === undefined ? published : value;
    inputs[name] = used === null ? NaN : used;
    if (!isFact && value !== undefined && value !== null && value !== published) moved[name] = value;
  }
  return { inputs, moved, wrong };
}
