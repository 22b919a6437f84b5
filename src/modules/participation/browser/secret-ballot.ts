// The script of secret ballots: makes a pseudonym that nobody has seen, has it signed blindly, and puts the ballot into the box
// without session. Until then the right to vote lies in this browser's store; nothing of it is ever sent with an account.
import { checkBallot } from '../../../voting/ballots.ts';
import { receiptOf } from '../../../voting/secret/box.ts';
import {
  askForCredential,
  castBallot,
  takeCredential,
  type Credential,
  type Request,
  type SecretBallot,
} from '../../../voting/secret/credential.ts';
import type { SecretPage } from '../kinds/budget/secret-page.ts';
import { typedBallot } from '../kinds/budget/typed-ballot.ts';
import { voteText } from '../kinds/budget/vote-text.ts';

/** What is kept between the steps. Sent again, each step gives the same: whatever breaks off goes on where it was. */
interface Kept {
  request?: Request;
  credential?: Credential;
  /** Sent, the newest last; whether one has arrived is not known. */
  tried?: SecretBallot[];
}

const place = document.querySelector<HTMLElement>('#geheim');
const form = document.querySelector<HTMLFormElement>('#stimmzettel');
const stand = document.querySelector<HTMLElement>('#geheim-stand');

/** What the server or this script has to say. */
class Told extends Error {
  readonly code: unknown;
  constructor(message: string, code?: unknown) {
    super(message);
    this.code = code;
  }
}

function start(ballotForm: HTMLFormElement, status: HTMLElement, page: SecretPage): void {
  const name = `drehscheibe.ballot.${page.process}`;
  const read = (): Kept => JSON.parse(localStorage.getItem(name) ?? '{}') as Kept;
  const keep = (kept: Kept) => localStorage.setItem(name, JSON.stringify(kept));
  const words = page.words;
  const francs = (value: number) =>
    `${new Intl.NumberFormat('de-CH').format(value).replaceAll(/[^\d]/g, '\u202f')} CHF`;

  const say = (template: string, text: string) => {
    const copy = document.querySelector<HTMLTemplateElement>(`#${template}`)?.content.cloneNode(true);
    if (!(copy instanceof DocumentFragment)) return;
    for (const each of copy.querySelectorAll('[data-place=text]')) each.textContent = text;
    status.replaceChildren(copy);
    status.scrollIntoView({ block: 'nearest' });
  };

  /** @throws Told with all that is wrong */
  const filledIn = () => {
    const data = new FormData(ballotForm);
    const typed = typedBallot(page.form, (field) =>
      data.getAll(field).filter((each) => typeof each === 'string'),
    );
    if (typed.unreadable) throw new Told(words.points);
    const costs = new Map(page.projects.map(({ id, cost }) => [id, cost]));
    const faults = checkBallot(page.rules, costs, typed.ballot).map(({ code, what }) =>
      (words[code] ?? words.points)
        .replace('{project}', page.projects.find(({ id }) => id === what)?.title ?? what)
        .replace('{count}', what)
        .replace('{sum}', francs(Number(what)))
        .replace('{over}', francs(Number(what) - page.amount)),
    );
    const sum = typed.ballot.projects.reduce((total, id) => total + (costs.get(id) ?? 0), 0);
    return { vote: voteText(typed.ballot), faults: [...new Set(faults)], sum };
  };

  const post = async (address: string, init: RequestInit): Promise<Record<string, unknown>> => {
    let response: Response;
    try {
      response = await fetch(address, { method: 'POST', cache: 'no-store', ...init });
    } catch {
      throw new Told(words.lost);
    }
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (!response.ok) throw new Told(String(answer['title'] ?? words.lost), answer['code']);
    return answer;
  };

  /** The right to vote: of the store, or with the session, once. The question is kept before it is asked. */
  const credential = async (): Promise<Credential> => {
    const kept = read();
    if (kept.credential) return kept.credential;
    const request = kept.request ?? (await askForCredential(page.process, page.key));
    keep({ request });
    const body = new URLSearchParams({
      _csrf: String(new FormData(ballotForm).get('_csrf')),
      frage: request.blinded,
    });
    const { answer } = await post(page.issue, { headers: { accept: 'application/json' }, body });
    const made = await takeCredential(request, page.key, String(answer));
    keep({ credential: made });
    return made;
  };

  /** Without cookies, without saying from which page. */
  const putIn = (ballot: SecretBallot) =>
    post(page.box, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ballot),
    });

  /** @returns the one that lies in the box: another one where it had arrived before, and nobody here was told */
  const cast = async (vote: string): Promise<SecretBallot> => {
    const mine = await credential();
    const { tried = [] } = read();
    const ballot = await castBallot(mine, vote);
    keep({ credential: mine, tried: [...tried, ballot] });
    try {
      await putIn(ballot);
      return ballot;
    } catch (error) {
      if (!(error instanceof Told) || error.code !== 'PARTICIPATION_DONE') throw error;
      for (const each of tried)
        if (
          await putIn(each).then(
            () => true,
            () => false,
          )
        )
          return each;
      throw error;
    }
  };

  const finish = async (ballot: SecretBallot) => {
    const receipt = await receiptOf(page.process, ballot);
    // Whoever uses this browser next finds neither the vote nor the right to another one.
    localStorage.removeItem(name);
    say('geheim-fertig', words.receipt.replace('{receipt}', receipt));
    const link = status.querySelector<HTMLAnchorElement>('[data-place=download]');
    if (link) {
      const file = JSON.stringify({ process: page.process, receipt, box: page.box, ballot }, null, 2);
      link.href = URL.createObjectURL(new Blob([file], { type: 'application/json' }));
      link.download = `quittung-${page.process}.json`;
      link.textContent = words.download;
    }
    ballotForm.hidden = true;
    status.focus();
  };

  const act = async (what: string) => {
    const { vote, faults, sum } = filledIn();
    if (what === 'holen') {
      say('geheim-sagt', words.working);
      await credential();
      return say('geheim-sagt', words.taken);
    }
    if (what === 'rechnen' && faults.length === 0)
      return say('geheim-sagt', words.sum.replace('{sum}', francs(sum)));
    if (faults.length > 0) throw new Told(faults.join(' '));
    say('geheim-sagt', words.working);
    await finish(await cast(vote));
  };

  let busy = false;
  ballotForm.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter.value : 'stimmen';
    void act(button)
      .catch((error: unknown) => say('geheim-fehler', error instanceof Told ? error.message : words.unable))
      .finally(() => (busy = false));
  });

  for (const each of document.querySelectorAll<HTMLElement>('[data-script="1"]')) each.hidden = false;
  for (const each of document.querySelectorAll<HTMLElement>('[data-script="0"]')) each.remove();
  const later = ballotForm.querySelector<HTMLElement>('button[value=rechnen]')?.cloneNode();
  if (later instanceof HTMLButtonElement) {
    later.value = 'holen';
    later.textContent = words.takeOnly;
    ballotForm.querySelector('button[value=rechnen]')?.after(later);
  }
  const kept = read();
  if (kept.credential) say('geheim-sagt', words.taken);
}

if (place && form && stand) start(form, stand, JSON.parse(place.dataset['geheim'] ?? '') as SecretPage);
