// The community module: staff of all departments exchange what they know, plan events, and bring ideas on their way.
import type { Module } from '../../kernel/module.ts';
import { addToAccount } from '../dialogue/index.ts';
import { communityDatasets } from './datasets.ts';
import { communityErrorText, communityTexts } from './community-texts.ts';
import { startConfig } from './community-config.ts';
import { datasetTexts } from './dataset-texts.ts';
import './errors.ts';
import { communityCopy } from './own-copy.ts';
import { documentRoutes } from './pages/document.tsx';
import { documentsRoutes } from './pages/documents.tsx';
import { entryRoutes } from './pages/entry.tsx';
import { eventRoutes } from './pages/event.tsx';
import { eventsRoutes } from './pages/events.tsx';
import { groupRoutes } from './pages/group.tsx';
import { groupsRoutes } from './pages/groups.tsx';
import { ideaRoutes } from './pages/idea.tsx';
import { ideasRoutes } from './pages/ideas.tsx';
import { guestGroups } from './pages/guest-account.tsx';
import { invitationRoutes } from './pages/invitation.tsx';
import { memberRoutes } from './pages/members.tsx';
import { moderationRoutes } from './pages/moderation.tsx';
import { peopleRoutes } from './pages/people.tsx';
import { profileRoutes } from './pages/profile.tsx';
import { reportRoutes } from './pages/report.tsx';
import { searchRoute } from './pages/search.tsx';
import { startRoute } from './pages/start.tsx';
import { writeRoutes } from './pages/write.tsx';
import { enter, judgeIdeas, moderateCommunity, takePart } from './permissions.ts';
import { forget } from './people/forget.ts';
import { pulseApi } from './pulse-api.ts';
import { seedCommunity } from './seed/seed-community.ts';
import { digest } from './telling/digest.ts';
import { tell, toldEvents } from './telling/tell.ts';

export const community: Module = {
  name: 'community',
  schema: 'community',
  start: async (app) => {
    await startConfig(app);
    addToAccount(app, guestGroups);
  },
  routes: [
    startRoute,
    searchRoute,
    ...groupsRoutes,
    ...groupRoutes,
    ...memberRoutes,
    ...invitationRoutes,
    ...writeRoutes,
    ...entryRoutes,
    ...reportRoutes,
    ...moderationRoutes,
    ...documentsRoutes,
    ...documentRoutes,
    ...eventsRoutes,
    ...eventRoutes,
    ...peopleRoutes,
    ...profileRoutes,
    ...ideasRoutes,
    ...ideaRoutes,
    pulseApi,
  ],
  permissions: [takePart, enter, judgeIdeas, moderateCommunity],
  jobs: {
    'community.tell': tell,
    'community.digest': (app) => digest(app),
    'community.forget': (app) => forget(app),
  },
  subscribes: toldEvents.map((event) => ({ event, task: 'community.tell' })),
  events: {
    'group.created': 'A member of staff has opened a group of the community.',
    'group.asked': 'Somebody would like to come into a closed group.',
    'group.decided': 'A moderator has let somebody into a closed group, or not.',
    'guest.invited': 'A guest of another canton was asked into a group until a day.',
    'entry.written': 'A post, a question or an idea was written.',
    'entry.commented': 'Somebody has written below an entry.',
    'answer.accepted': 'Whoever asked has said which comment answers the question.',
    'text.reported': 'Somebody asks moderation to look at a text.',
    'text.hidden': 'Moderation has hidden a text by a rule, with a reason.',
    'text.shown': 'Moderation shows a text again that was hidden.',
    'document.kept': 'A version of a document was kept.',
    'event.planned': 'A member has planned an event of a group.',
    'event.changed': 'An event was changed.',
    'event.cancelled': 'An event was called off.',
    'rsvp.moved-up': 'Somebody who waited for a place at an event has got one.',
    'idea.judged': 'An idea was judged by all criteria.',
    'idea.chosen': 'An idea becomes an initiative: with its title, address, originals, supports and points.',
    'idea.declined': 'It was said with reasons why an idea does not become an initiative.',
    'idea.linked': 'The initiative that came of an idea has its address.',
  },
  schedule: [
    { task: 'community.digest', cron: '10 5 * * *' },
    { task: 'community.forget', cron: '20 1 * * *' },
  ],
  copy: communityCopy,
  datasets: communityDatasets,
  datasetTexts,
  navigation: [
    {
      href: '/gemeinschaft',
      label: (language) => communityTexts(language)('nav'),
      audience: 'staff',
      aside: true,
      may: takePart,
    },
  ],
  errorText: communityErrorText,
  seed: seedCommunity,
};
