// A statement says who, passed, what and when, in the words that record stores know.
import { expect, it } from 'vitest';
import { statementOf } from './statements.ts';

it('says who has passed which course, the same each time', () => {
  const passed = {
    id: '6f1c9f52-6a0e-4a0e-8f0b-3c1d5e7f9a11',
    course: 'small',
    title: { de: 'Klein', fr: 'Petit', it: 'Piccolo', en: 'Small' },
    at: new Date('2026-11-27T10:00:00Z'),
  };
  const statement = statementOf('https://kanton.example.org', 'clerk-fiona', passed);
  expect(statement).toMatchObject({
    id: passed.id,
    actor: { account: { homePage: 'https://kanton.example.org', name: 'clerk-fiona' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
    object: {
      id: 'https://kanton.example.org/api/v1/learning/achievements/small',
      definition: { name: { 'de-CH': 'Klein', 'en-GB': 'Small' } },
    },
    timestamp: '2026-11-27T10:00:00.000Z',
  });
  expect(statementOf('https://kanton.example.org', 'clerk-fiona', passed)).toEqual(statement);
  // Whatever else a certificate holds stays at home.
  expect(Object.keys(statement)).not.toContain('code');
});
