// What the page of a secret ballot hands to its script.
import type { BallotFaultCode, BallotRules } from '../../../../voting/ballots.ts';
import type { BallotForm } from './typed-ballot.ts';

type Fixed = 'points' | 'sum' | 'working' | 'taken' | 'receipt' | 'lost' | 'unable' | 'takeOnly' | 'download';

export interface SecretPage {
  process: string;
  /** Public key of the process. */
  key: string;
  language: string;
  /** Where the right to a ballot is signed, with the session; and the box, without. */
  issue: string;
  box: string;
  form: BallotForm;
  rules: BallotRules;
  amount: number;
  projects: readonly { id: string; cost: number; title: string }[];
  words: Readonly<Record<Fixed, string> & Partial<Record<BallotFaultCode, string>>>;
}
