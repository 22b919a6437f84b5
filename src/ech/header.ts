// The header of eCH-0058 version 5 (message framework): who sends what to whom, in the order that its schema wants.
import { childOf, element, type Element } from './xml.ts';

/**
 * What a message is (eCH-0058, actionType): here correction, and the reports that answer it. The meaning of the numbers is
 * as the standard's users have it; the schema only lists them (unverified).
 */
export const actions = { correction: '4', negativeReport: '8', positiveReport: '9' } as const;
export type Action = (typeof actions)[keyof typeof actions];

export interface Header {
  /** URI of whoever sends. */
  senderId: string;
  recipientId: string;
  /** The same message again has the same one; at most 36 characters. */
  messageId: string;
  /** Of a report: the message that it answers. */
  referenceMessageId?: string;
  /** URI of the kind of message. */
  messageType: string;
  /** At most 30, 30 and 10 characters. */
  sendingApplication: { manufacturer: string; product: string; productVersion: string };
  /** An instant. */
  messageDate: string;
  action: Action;
  testDeliveryFlag: boolean;
  responseExpected?: boolean;
}

/** Participants are named by their X-Road identifiers, which are all that both know of each other. */
export const participantOf = (identifier: string): string => `urn:x-road:${identifier}`;

const name = <Name extends string>(each: Name) => `eCH-0058:${each}` as const;

export function writeHeader(header: Header): string {
  const { sendingApplication: application } = header;
  return element(name('header'), [
    element(name('senderId'), header.senderId),
    element(name('recipientId'), header.recipientId),
    element(name('messageId'), header.messageId),
    element(name('referenceMessageId'), header.referenceMessageId),
    element(name('messageType'), header.messageType),
    element(name('sendingApplication'), [
      element(name('manufacturer'), application.manufacturer),
      element(name('product'), application.product),
      element(name('productVersion'), application.productVersion),
    ]),
    element(name('messageDate'), header.messageDate),
    element(name('action'), header.action),
    element(name('testDeliveryFlag'), String(header.testDeliveryFlag)),
    element(
      name('responseExpected'),
      header.responseExpected === undefined ? undefined : String(header.responseExpected),
    ),
  ]);
}

/** All that the schema permits, in its order: an element out of order makes a header invalid. */
const order = [
  ...['senderId', 'originalSenderId', 'declarationLocalReference', 'recipientId', 'messageId'],
  ...['referenceMessageId', 'businessProcessId', 'ourBusinessReferenceId', 'yourBusinessReferenceId'],
  ...['uniqueIdBusinessTransaction', 'messageType', 'subMessageType', 'sendingApplication'],
  ...['partialDelivery', 'subject', 'comment', 'messageDate', 'initialMessageDate', 'eventDate'],
  ...['modificationDate', 'action', 'attachment', 'testDeliveryFlag', 'responseExpected'],
  ...['businessCaseClosed', 'namedMetaData', 'extension'],
].map((each) => `eCH-0058:${each}`);
const uri = /^[^\s<>"{}|\\^`]+$/;
const instant = /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** @returns undefined for what the schema does not permit, or is not one of the actions that are spoken here */
export function readHeader(header: Element | undefined): Header | undefined {
  if (header?.name !== 'eCH-0058:header') return undefined;
  const places = header.children.map((each) => order.indexOf(each.name));
  if (places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0))) return undefined;
  const text = (each: string) => childOf(header, `eCH-0058:${each}`)?.text;
  const application = childOf(header, 'eCH-0058:sendingApplication');
  const part = (each: string, longest: number) =>
    token(childOf(application, `eCH-0058:${each}`)?.text, longest);
  const senderId = matching(text('senderId'), uri);
  const recipientId = matching(text('recipientId'), uri);
  const messageId = token(text('messageId'), 36);
  const reference = text('referenceMessageId');
  const messageType = matching(text('messageType'), uri);
  const [manufacturer, product, productVersion] = [
    part('manufacturer', 30),
    part('product', 30),
    part('productVersion', 10),
  ];
  const messageDate = matching(text('messageDate'), instant);
  const action = Object.values(actions).find((each) => each === text('action'));
  const test = matching(text('testDeliveryFlag'), /^(?:true|false|0|1)$/);
  if (!senderId || !recipientId || !messageId || !messageType || !messageDate || !action || !test)
    return undefined;
  if (!manufacturer || !product || !productVersion) return undefined;
  if (reference !== undefined && token(reference, 36) === undefined) return undefined;
  return {
    ...{ senderId, recipientId, messageId, messageType, messageDate, action },
    ...(reference === undefined ? {} : { referenceMessageId: reference }),
    sendingApplication: { manufacturer, product, productVersion },
    testDeliveryFlag: test === 'true' || test === '1',
  };
}

const matching = (text: string | undefined, shape: RegExp) =>
  text !== undefined && shape.test(text) ? text : undefined;
const token = (text: string | undefined, longest: number) =>
  text !== undefined && text !== '' && text.length <= longest ? text : undefined;
