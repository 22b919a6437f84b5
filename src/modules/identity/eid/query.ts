// What is asked, in the Digital Credentials Query Language (OpenID4VP 1.0, section 6): one credential, named claims, trusted issuers.
import type { CantonEid, ClaimKey } from './canton-eid.ts';

/** The name of our one credential query; the answer comes under it. */
export const queryId = 'eid';

export interface DcqlQuery {
  credentials: [
    {
      id: typeof queryId;
      format: 'dc+sd-jwt';
      meta: { vct_values: string[] };
      /** DIDs of issuers (Swiss Profile Verification, section 6.1.1). */
      trusted_authorities: [{ type: 'did'; values: string[] }];
      claims: { path: [string] }[];
    },
  ];
}

export function dcqlQuery(canton: CantonEid, claims: readonly ClaimKey[]): DcqlQuery {
  return {
    credentials: [
      {
        id: queryId,
        format: 'dc+sd-jwt',
        meta: { vct_values: canton.types },
        trusted_authorities: [{ type: 'did', values: canton.issuers }],
        claims: claims.map((claim) => ({ path: [canton.claims[claim]] })),
      },
    ],
  };
}
