/** Makes an element: attributes, listeners (`onclick`), then children; text is never read as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** JSON for people; what is secret stays hidden. */
export function pretty(value) {
  const hidden = (key, each) => (each && typeof each === 'object' && '$password' in each ? '<hidden>' : each);
  return JSON.stringify(value, hidden, 2) ?? 'null';
}

/** A time of the node as the browser's own. */
export function time(value) {
  const text = typeof value === 'string' ? value : value?.$date;
  if (!text) {
    return '';
  }
  const iso = text.replace(' ', 'T');
  return new Date(/([Zz]|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`).toLocaleTimeString();
}

/** What somebody typed as a list of arguments; throws a sentence when it is none. */
export function argumentsOf(text) {
  let args;
  try {
    args = text.trim() === '' ? [] : JSON.parse(text);
  } catch (error) {
    throw new Error(`Expected a JSON array such as ["tank", 5], got what is no JSON: ${error.message}`);
  }
  if (!Array.isArray(args)) {
    throw new Error(`Expected a JSON array such as ["tank", 5], got ${text.trim().slice(0, 60)}`);
  }
  return args;
}

/** What went wrong, with what a program would be told besides. */
export function problem(error) {
  const lines = [error.code === undefined ? error.message : `${error.message} (code ${error.code})`];
  if (error.extra !== undefined && error.extra !== null) {
    lines.push(pretty(error.extra));
  }
  return lines.join('\n');
}
