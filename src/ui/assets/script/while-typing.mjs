/** Asks our own address while something is typed, and only for the last of it. */

/** Milliseconds without a key before the address is asked. */
const pause = 150;
const shortest = 2;

/**
 * @param {HTMLInputElement} input
 * @param {(typed: string) => string} addressFor what to ask; the answer has `items`
 * @param {(items: any[]) => void} show also with none, when too little is typed
 * @param {() => boolean} [enough] whether what stands there needs no asking
 */
export function whileTyping(input, addressFor, show, enough = () => false) {
  let timer;
  let asked;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    asked?.abort();
    if (!enough()) timer = setTimeout(ask, pause);
  });

  async function ask() {
    const typed = input.value.trim();
    if (typed.length < shortest) return show([]);
    asked = new AbortController();
    try {
      const answer = await fetch(addressFor(typed.slice(0, 100)), {
        signal: asked.signal,
        credentials: 'omit',
      });
      if (answer.ok) show((await answer.json()).items);
    } catch {
      // Aborted by the next key, or the line is down: the field is a field without suggestions.
    }
  }
}
