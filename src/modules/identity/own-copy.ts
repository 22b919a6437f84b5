// What the identity module gives to the copy of one's own data.
import type { OwnCopy, OwnCopyPart } from '../../kernel/own-copy.ts';
import { formatDateTime } from '../../ui/index.ts';
import { identityTexts } from './identity-texts.ts';
import {
  exportPasskeys,
  exportSignIns,
  type ExportedPasskey,
  type ExportedSignIn,
} from './queries/export-identity.ts';

const signIns: OwnCopyPart<ExportedSignIn> = {
  name: 'signIns',
  tables: ['identity.session', 'identity.access_token', 'identity.eid_request'],
  title: (language) => identityTexts(language)('sessions.title'),
  read: exportSignIns,
  print(item, _app, language) {
    const t = identityTexts(language);
    return {
      title: item.device || t(`copy.${item.kind}`),
      lines: [
        t('copy.times', {
          since: formatDateTime(item.createdAt, language),
          until: formatDateTime(item.endedAt ?? item.expiresAt, language),
        }),
      ],
    };
  },
};

const passkeys: OwnCopyPart<ExportedPasskey> = {
  name: 'passkeys',
  tables: ['identity.passkey'],
  title: (language) => identityTexts(language)('passkeys.title'),
  read: exportPasskeys,
  print: (item, _app, language) => ({
    title: item.name,
    lines: [
      identityTexts(language)('passkeys.times', {
        created: formatDateTime(item.createdAt, language),
        used: item.usedAt === null ? 'never' : formatDateTime(item.usedAt, language),
      }),
    ],
  }),
};

export const identityCopy: OwnCopy = { parts: [signIns, passkeys] };
