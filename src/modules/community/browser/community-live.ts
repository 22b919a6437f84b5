// The script of community pages that are open: asks every few seconds whether somebody has written, and offers to load the page anew.
// The page is never changed under the hands of whoever reads or writes; without this script one loads it anew oneself.
const place = document.querySelector<HTMLElement>('[data-community-pulse]');
const pause = 10_000;

async function look(address: string, known: number, told: HTMLElement): Promise<boolean> {
  if (document.hidden) return false;
  const answer = await fetch(address, {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
  });
  if (!answer.ok) return false;
  const { pulse } = (await answer.json()) as { pulse: number };
  if (pulse === known) return false;
  told.removeAttribute('hidden');
  return true;
}

if (place) {
  const { communityPulse = '', address = '' } = place.dataset;
  const timer = setInterval(() => {
    // A line that is down for a moment is asked again with the next beat.
    look(address, Number(communityPulse), place).then(
      (news) => {
        if (news) clearInterval(timer);
      },
      () => undefined,
    );
  }, pause);
}
