// The choice of an identity that is under way in this browser, as the demonstration's identity provider knows it.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type Provider from 'oidc-provider';
import { errors, type InteractionResults } from 'oidc-provider';
import { Fault } from '../../../kernel/errors.ts';
import type { Request } from '../../../kernel/http/route.ts';
import { demoProvider } from './provider.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface Choice {
  /** Where the person wants to go after signing in; empty for nowhere in particular. */
  returnTo(): Promise<string>;
  /** Ends it with an identity or a refusal. @returns the provider's address to go on to */
  finish(result: InteractionResults): Promise<string>;
}

/** @throws Fault DEMO_CHOICE_EXPIRED when the cookie is gone, is another one's, or its time is over; NOT_FOUND in production */
export async function openChoice(request: Request): Promise<Choice> {
  const provider = demoProvider(request.app);
  if (!provider) throw new Fault('NOT_FOUND');
  // The library wants Node's own request; all it reads is the signed cookie.
  const req = new IncomingMessage(new Socket());
  req.headers = { cookie: String(request.headers['cookie'] ?? '') };
  const res = new ServerResponse(req);
  const interaction = await provider.interactionDetails(req, res).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  });
  if (!interaction || interaction.uid !== request.params['uid']) throw new Fault('DEMO_CHOICE_EXPIRED');
  return {
    async returnTo() {
      const row = await request.app.db
        .selectFrom('identity.sign_in')
        .select('return_to')
        .where('state', '=', String(interaction.params['state'] ?? ''))
        .executeTakeFirst();
      return row?.return_to ?? '';
    },
    async finish(result) {
      await forgetSession(provider, interaction);
      return provider.interactionResult(req, res, result, { mergeWithLastSubmission: false });
    },
  };
}

/** Whoever was signed in at the provider before is so no more; otherwise it would ask, with a script, to sign out first. */
async function forgetSession(provider: Provider, interaction: Interaction): Promise<void> {
  const uid = interaction.session?.uid;
  if (uid === undefined) return;
  const session = await provider.Session.findByUid(uid);
  await session?.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}
