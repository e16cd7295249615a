/**
 * A mask on event names as a test, with the node's own meaning: `*` any text, `?` one character, `[abc]`, `[a-c]` and
 * `[!abc]` one of a set or none of it; what looks like a set but is none means itself.
 */
export function compileMask(mask) {
  const pattern = new RegExp(`^${regexOf(textsBetweenStars(mask))}$`, 'su');
  return (name) => pattern.test(name);
}

/**
 * Each text between two stars is kept where it is found first, so a mask with many stars costs little. JavaScript has
 * no atomic group; what a look-ahead found, taken again, is one.
 */
function regexOf(texts) {
  const [first, ...rest] = texts;
  const last = rest.pop();
  const between = rest.map((text, i) => `(?=(.*?${text}))\\${i + 1}`);
  return first + between.join('') + (last === undefined ? '' : `.*${last}`);
}

function textsBetweenStars(mask) {
  const texts = [''];
  for (let i = 0; i < mask.length; i++) {
    const end = mask[i] === '[' ? endOfSet(mask, i) : -1;
    if (mask[i] === '*') {
      texts.push('');
    } else if (end > 0) {
      texts[texts.length - 1] += set(mask.slice(i + 1, end));
      i = end;
    } else {
      texts[texts.length - 1] += mask[i] === '?' ? '.' : literal(mask[i]);
    }
  }
  return texts;
}

/** A set has at least one character, which may be a closing bracket; -1 when this is none. */
function endOfSet(mask, start) {
  const first = mask[start + 1] === '!' ? start + 2 : start + 1;
  return mask.indexOf(']', first + 1);
}

function set(content) {
  const isNegated = content.startsWith('!');
  let ranges = '';
  for (let i = isNegated ? 1 : 0; i < content.length; i++) {
    const isRange = i + 2 < content.length && content[i + 1] === '-';
    ranges += isRange ? range(content[i], content[i + 2]) : literal(content[i]);
    i += isRange ? 2 : 0;
  }
  if (ranges === '') {
    return isNegated ? '.' : '(?!)'; // every range was empty
  }
  return `[${isNegated ? '^' : ''}${ranges}]`;
}

/** One whose ends are swapped holds nothing, as in a shell. */
function range(from, to) {
  return from <= to ? `${literal(from)}-${literal(to)}` : '';
}

/** A character that means itself, inside a set as well as outside. */
function literal(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
