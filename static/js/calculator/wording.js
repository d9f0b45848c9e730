// Numbers as people write them: the browser's twin of calculator/words/wording.py.

const formats = new Map();

/** A number with at most so many digits; a format is made when it is first needed, for the first costs a phone a tenth of a second. */
function written(value, rounding, digits) {
  const key = rounding + digits;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat("en-US", { [rounding]: digits }));
  return formats.get(key).format(value);
}

const whole = (value) => written(value, "maximumFractionDigits", 0);

export const dollars = (amount) => `${amount < 0 ? "−\u2060" : ""}$${whole(Math.abs(amount))}`;
export const signedDollars = (amount) => `${amount > 0 ? "+" : ""}${dollars(amount)}`;
export const count = whole;
export const people = (value) => (value > 0 && value < 0.5 ? "fewer than 1" : whole(Math.floor(value + 0.5)));
export function counted(value, singular, plural) {
  const shown = people(value);
  return `${shown} ${shown === "1" || shown === "fewer than 1" ? singular : plural}`;
}

/** A value as it stands in its number box: the shortest text that reads back as it; a share is a percentage. */
export function typed(value, unit) {
  if (value === null || Number.isNaN(value)) return "";
  if (unit === "year") return String(value);
  const [times, sign] = unit === "share" ? [100, "%"] : [1, ""];
  for (const digits of [10, 15, 16, 17]) {
    const text = `${written(value * times, "maximumSignificantDigits", digits)}${sign}`;
    if (numberIn(text) === value) return text;
  }
  return String(value);
}

const SPACE = " \\t\\u00a0\\u2009\\u202f";
const TYPED = new RegExp(
  `^[${SPACE}]*(?<sign>[+\u2212-]?)[${SPACE}]*(?<currency>US\\$|USD|\\$)?[${SPACE}]*`
  + `(?<digits>(?:\\d{1,3}(?:,\\d{3})+|\\d{1,3}(?:[${SPACE}]\\d{3})+|\\d{1,30})?(?:\\.\\d{0,30})?(?:e[+-]?\\d{1,3})?)`
  + `[${SPACE}]?(?<unit>%|percent|k|thousand|million|m|billion|bn|)[${SPACE}]*(?<after>USD|dollars)?[${SPACE}]*$`, "i");
const TIMES = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };

/** The number that somebody typed, as calculator/words/numbers.py reads it; NaN where there is none. */
export function numberIn(text) {
  const match = TYPED.exec(text)?.groups;
  if (!match || !/\d/.test(match.digits)) return NaN;
  const unit = match.unit.toLowerCase(), sign = match.sign.replace("\u2212", "-");
  const value = Number(sign + match.digits.replace(new RegExp(`[,${SPACE}]`, "g"), ""));
  const read = (unit === "%" || unit === "percent" ? value / 100 : value) * (TIMES[unit] ?? 1);
  return Number.isFinite(read) ? read : NaN;
}

/** What was typed into a box for a share, with its percent sign: there a bare number is a percentage. */
export function inPercent(text) {
  const match = TYPED.exec(text)?.groups;
  return !match || match.unit || match.currency || match.after || !/\d/.test(match.digits) ? text : `${text.trim()}%`;
}

/** The number in a box; NaN where there is none, as for a percentage of people, posts or dollars. */
export function numberTyped(text, isShare) {
  if (isShare) return numberIn(inPercent(text));
  return /(?:%|percent)[ \t\u00a0\u2009\u202f]*$/i.test(text) ? NaN : numberIn(text);
}

/** What may be typed for a parameter, as the server says it. */
export function allowed({ min, max, unit }) {
  const words = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (unit === "share") return `${words(min * 100)}% to ${words(max * 100)}%`;
  if (unit === "year") return `a year from ${min} to ${max}`;
  return `${WHOLE.includes(unit) ? "a whole number" : "a number"} from ${words(min)} to ${words(max)}`;
}
const WHOLE = ["basis", "switch", "years", "number", "posts"];
