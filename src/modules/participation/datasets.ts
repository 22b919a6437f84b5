// What the participation module keeps: who takes part, apart from what they contribute.
import type { Dataset } from '../../kernel/datasets/dataset.ts';
import { forgetDays } from './actions/forget-participants.ts';

const purpose = 'participation';
const open = { purpose, kept: 'participation', recipients: ['everyone'] } as const;
const forgotten = {
  purpose,
  kept: { as: 'participant', figures: () => ({ days: forgetDays }) },
  recipients: [],
} as const;

export const participationDatasets: readonly Dataset[] = [
  {
    ...open,
    table: 'participation.process',
    columns: { id: 'public', first_day: 'public', announced_phase: 'public' },
  },
  {
    ...open,
    table: 'participation.author',
    columns: {
      id: 'internal',
      process_id: 'public',
      shown_as: 'confidential',
      named: 'public',
      organisation: 'public',
      joined_at: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'participation.participant',
    columns: {
      author_id: 'internal',
      process_id: 'public',
      person_key: 'confidential',
      account_id: 'confidential',
      language: 'internal',
      age_group: 'confidential',
      area: 'confidential',
    },
  },
  {
    ...open,
    table: 'participation.contribution',
    columns: {
      id: 'public',
      process_id: 'public',
      author_id: 'internal',
      act: 'public',
      anchor: 'public',
      title: 'confidential',
      body: 'confidential',
      data: 'confidential',
      language: 'public',
      at: 'public',
      state: 'internal',
      listed: 'internal',
    },
  },
  {
    ...open,
    table: 'participation.act_once',
    columns: {
      process_id: 'public',
      act: 'public',
      author_id: 'internal',
      anchor: 'public',
      contribution_id: 'internal',
    },
  },
  {
    ...open,
    table: 'participation.fate',
    columns: {
      contribution_id: 'public',
      process_id: 'public',
      fate: 'public',
      reason: 'public',
      link: 'public',
      unit: 'public',
      decided_at: 'public',
      wording: 'public',
      version: 'public',
    },
  },
  {
    ...open,
    table: 'participation.moderation',
    columns: {
      id: 'internal',
      process_id: 'public',
      contribution_id: 'internal',
      step: 'public',
      rule: 'public',
      reason: 'public',
      at: 'public',
    },
  },
  {
    ...open,
    table: 'participation.text_version',
    columns: {
      process_id: 'public',
      number: 'public',
      name: 'public',
      paragraphs: 'public',
      published_at: 'public',
      unit: 'public',
    },
  },
  {
    // Of the office, until it is published.
    ...open,
    recipients: [],
    table: 'participation.text_draft',
    columns: {
      process_id: 'public',
      anchor: 'public',
      paragraph: 'internal',
      follows: 'internal',
      revision: 'internal',
      begun_at: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'participation.statement',
    columns: {
      id: 'internal',
      process_id: 'public',
      organisation: 'confidential',
      name: 'confidential',
      language: 'internal',
      version: 'internal',
      begun_at: 'internal',
      released_at: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'participation.statement_text',
    columns: {
      statement_id: 'internal',
      anchor: 'internal',
      revision: 'internal',
      body: 'confidential',
      written_by: 'confidential',
      writer: 'confidential',
      written_at: 'internal',
    },
  },
  {
    ...forgotten,
    table: 'participation.statement_consent',
    columns: {
      statement_id: 'internal',
      account_id: 'confidential',
      signatory: 'confidential',
      texts: 'internal',
      given_at: 'internal',
    },
  },
  {
    ...open,
    table: 'participation.tally',
    columns: { process_id: 'public', act: 'public', anchor: 'public', count: 'public' },
  },
  {
    ...open,
    table: 'participation.ballot_issue',
    columns: { author_id: 'internal', process_id: 'public', question: 'internal' },
  },
  {
    // Nobody's: nothing in it is about a person that anybody could name. Public after the end, where there are enough.
    ...open,
    table: 'participation.ballot',
    columns: {
      process_id: 'public',
      pseudonym: 'public',
      prefix: 'public',
      certificate: 'public',
      vote: 'public',
      signature: 'public',
    },
  },
  {
    ...forgotten,
    table: 'participation.code',
    columns: { process_id: 'public', code_hash: 'confidential', person_key: 'confidential' },
  },
  {
    ...open,
    table: 'participation.opinion_vote',
    columns: {
      author_id: 'internal',
      statement_id: 'public',
      process_id: 'public',
      choice: 'confidential',
      at: 'internal',
    },
  },
  {
    ...open,
    table: 'participation.opinion_map',
    columns: { process_id: 'public', computed_at: 'public', snapshot: 'public' },
  },
];
