// Makes one piece of the page equal to another with as little change as possible, so that focus, open details and typing stay.

const sameKind = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

/** Turns `from` into `to`. `keepsValue(control)` tells the fields that somebody has typed into meanwhile. */
export function morph(from, to, keepsValue) {
  if (from.isEqualNode(to)) {
    setValues(from, keepsValue);
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !keptAttribute(from, name)) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  const fresh = [...to.childNodes];
  let at = from.firstChild;
  for (const node of fresh) {
    let match = at;
    while (match && !sameKind(match, node)) match = match.nextSibling;
    if (!match) {
      from.insertBefore(document.importNode(node, true), at);
      continue;
    }
    while (at !== match) {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    }
    at = match.nextSibling;
    morph(match, node, keepsValue);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  setValue(from, keepsValue);
}

// What a visitor opened stays open.
const keptAttribute = (element, name) => name === "open" && element.nodeName === "DETAILS";

function setValues(root, keepsValue) {
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  for (const control of [root, ...root.querySelectorAll("input, select, textarea")]) setValue(control, keepsValue);
}

function setValue(control, keepsValue) {
  if (keepsValue(control)) return;
  if (control.nodeName === "INPUT" && ["radio", "checkbox"].includes(control.type)) control.checked = control.defaultChecked;
  else if (control.nodeName === "INPUT" && control.value !== control.defaultValue) control.value = control.defaultValue;
  else if (control.nodeName === "SELECT") for (const option of control.options) option.selected = option.defaultSelected;
}
