// Every standing of a mandate on every kind of day, who is on which side of it, and what each side may do.
import { describe, expect, it } from 'vitest';
import { actionsOf, sideOf, standingOf, type MandateState, type Standing } from './rules.ts';

const dates = { validFrom: '2026-03-01', validUntil: '2026-03-31' };

describe('where a mandate stands', () => {
  const table: [MandateState, string, Standing][] = [
    ['offered', '2026-02-28', 'offered'],
    ['offered', '2026-03-31', 'offered'],
    ['offered', '2026-04-01', 'not-taken'],
    ['accepted', '2026-02-28', 'not-yet'],
    ['accepted', '2026-03-01', 'running'],
    ['accepted', '2026-03-31', 'running'],
    ['accepted', '2026-04-01', 'expired'],
    ['declined', '2026-03-10', 'declined'],
    ['revoked', '2026-03-10', 'revoked'],
    ['revoked', '2026-04-01', 'revoked'],
    ['ended', '2026-03-10', 'ended'],
  ];
  it.each(table)('%s on %s: %s', (state, today, standing) => {
    expect(standingOf({ state, ...dates }, today)).toBe(standing);
  });
});

describe('what a side may do', () => {
  const table: [Standing, string, string][] = [
    ['offered', 'revoke', 'accept, decline'],
    ['not-yet', 'revoke', 'resign'],
    ['running', 'revoke', 'resign'],
    ['not-taken', '', ''],
    ['declined', '', ''],
    ['revoked', '', ''],
    ['ended', '', ''],
    ['expired', '', ''],
  ];
  it.each(table)('%s: giver %j, mandatary %j', (standing, giver, mandatary) => {
    expect(actionsOf(standing, 'giver').join(', ')).toBe(giver);
    expect(actionsOf(standing, 'mandatary').join(', ')).toBe(mandatary);
  });
});

describe('on which side somebody is', () => {
  const offer = {
    giverId: 'rosa',
    mandataryId: null,
    offeredEmail: 'Carla@example.org',
    offeredOrganisation: null,
  };
  const toCompany = { ...offer, offeredEmail: null, offeredOrganisation: 'delta' };
  const carla = { id: 'carla', email: 'carla@EXAMPLE.org', organisationId: undefined };
  const other = { id: 'other', email: 'other@example.org', organisationId: undefined };
  const table = [
    ['who gave it', offer, { ...carla, id: 'rosa' }, 'giver'],
    ['who has the address', offer, carla, 'mandatary'],
    ['somebody else', offer, other, undefined],
    ['somebody without an address', offer, { ...other, email: undefined }, undefined],
    [
      'who accepted it',
      { ...offer, mandataryId: 'carla' },
      { ...carla, email: 'new@example.org' },
      'mandatary',
    ],
    [
      'who has the address of one that another account accepted',
      { ...offer, mandataryId: 'x' },
      carla,
      undefined,
    ],
    ['who acts for the company', toCompany, { ...other, organisationId: 'delta' }, 'mandatary'],
    ['who acts for another company', toCompany, { ...other, organisationId: 'gelateria' }, undefined],
    [
      'a colleague of who accepted it',
      { ...toCompany, mandataryId: 'x' },
      { ...other, organisationId: 'delta' },
      'mandatary',
    ],
    ['who accepted it and has left the company', { ...toCompany, mandataryId: 'other' }, other, undefined],
  ] as const;
  it.each(table)('%s', (_what, mandate, account, side) => {
    expect(sideOf(mandate, account)).toBe(side);
  });
});
