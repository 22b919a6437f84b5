// An Atom feed is well-formed with any text, names its pages by key, and is not sent again to whoever has it.
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { App } from './app.ts';
import { atomFeed, type Feed } from './atom.ts';
import type { Request } from './http/route.ts';

const app = { config: { baseUrl: 'https://canton.example' }, release: '1.0' } as App;
const ask = (query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  ({ app, path: '/news.atom', language: 'fr', query, headers }) as unknown as Request;

const hostile = '<script>"&\u0000\u0008\u202E\uD800\uFFFF]]>\u{1F600}é';
const updated = new Date('2026-11-24T10:00:00.500Z');
const entry = {
  key: '/aktuell/4a',
  title: hostile,
  updated,
  published: new Date('2026-11-23T08:00:00Z'),
  path: '/aktuell/4a',
  summary: hostile,
  html: '<p>Un &amp; deux</p>',
  author: 'Office',
  categories: [{ scheme: 'https://canton.example/themen', term: 'dogs', label: hostile }],
};
const feed: Feed = {
  title: hostile,
  author: 'Canton',
  page: '/aktuell',
  updated,
  entries: [entry],
  keyName: 'nach',
};

const textOf = (request: Request, given: Feed) => String(atomFeed(request, given).body);
/** Values of an attribute of links with this relation. */
const links = (xml: string, rel: string) =>
  [...xml.matchAll(/<link rel="([a-z]+)"[^>]*href="([^"]*)"/g)]
    .filter(([, r]) => r === rel)
    .map(([, , h]) => h);

test('any text makes a well-formed document without characters that hide or reorder', async () => {
  const xml = textOf(ask(), feed);
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'feed.xml', contents: xml }],
    schema: [schema],
  });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
  expect(xml).toContain('&lt;script&gt;&quot;&amp;\uFFFD]]&gt;\u{1F600}é');
  expect(xml).not.toMatch(/[\u0000-\u0008\u202E\uFFFF]/);
  expect(xml).toContain('<content type="html">&lt;p&gt;Un &amp;amp; deux&lt;/p&gt;</content>');
  expect(xml).toContain('xml:lang="fr-CH"');
});

test('an entry has a name of its own in each language, that no page and no filter changes', () => {
  const xml = textOf(ask({ topic: 'dogs', nach: 'k' }), feed);
  expect(xml).toContain('<id>tag:canton.example,2026:/aktuell/4a?lang=fr</id>');
  expect(xml).toContain('<id>tag:canton.example,2026:/news.atom?topic=dogs&amp;lang=fr</id>');
});

test('pages are named by key and keep what was asked for', () => {
  const xml = textOf(ask({ topic: 'a&b', nach: 'k2', lang: 'fr' }), { ...feed, previous: '', next: 'k3' });
  const of = (key: string) => `https://canton.example/news.atom?topic=a%26b&amp;lang=fr${key}`;
  expect(links(xml, 'self')).toEqual([of('&amp;nach=k2')]);
  expect(links(xml, 'first')).toEqual([of('')]);
  expect(links(xml, 'previous')).toEqual([of('')]);
  expect(links(xml, 'next')).toEqual([of('&amp;nach=k3')]);
  expect(links(textOf(ask(), { ...feed, next: null }), 'next')).toEqual([]);
});

test('whoever has the feed is answered 304; an ETag counts more than a time', () => {
  const first = atomFeed(ask(), feed);
  const etag = first.headers?.['etag'] ?? '';
  const status = (headers: Record<string, string>) => atomFeed(ask({}, headers), feed).status;
  expect(first.headers?.['last-modified']).toBe('Tue, 24 Nov 2026 10:00:00 GMT');
  expect(status({ 'if-none-match': etag })).toBe(304);
  expect(status({ 'if-none-match': `"x", W/${etag}` })).toBe(304);
  expect(status({ 'if-none-match': '*' })).toBe(304);
  expect(status({ 'if-modified-since': 'Tue, 24 Nov 2026 10:00:00 GMT' })).toBe(304);
  expect(status({ 'if-modified-since': 'Tue, 24 Nov 2026 09:59:59 GMT' })).toBe(200);
  expect(status({ 'if-modified-since': 'yesterday' })).toBe(200);
  expect(status({ 'if-none-match': '"x"', 'if-modified-since': 'Tue, 24 Nov 2026 10:00:00 GMT' })).toBe(200);
  expect(atomFeed(ask({}, { 'if-none-match': etag }), { ...feed, title: 'Other' }).status).toBe(200);
});

/** The order and number of elements as RFC 4287 asks for, and no other element. */
const schema = {
  fileName: 'atom.xsd',
  contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.w3.org/2005/Atom"
  targetNamespace="http://www.w3.org/2005/Atom" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
  <xs:complexType name="text"><xs:simpleContent><xs:extension base="xs:string"><xs:anyAttribute processContents="skip"/>
    </xs:extension></xs:simpleContent></xs:complexType>
  <xs:complexType name="link"><xs:attribute name="rel" use="required"/><xs:attribute name="type" use="required"/>
    <xs:attribute name="href" type="xs:anyURI" use="required"/></xs:complexType>
  <xs:complexType name="person"><xs:sequence><xs:element name="name" type="xs:string"/>
    <xs:element name="uri" type="xs:anyURI" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="category"><xs:attribute name="scheme" type="xs:anyURI"/>
    <xs:attribute name="term" use="required"/><xs:attribute name="label"/></xs:complexType>
  <xs:element name="feed"><xs:complexType><xs:sequence>
    <xs:element name="id" type="xs:anyURI"/><xs:element name="title" type="text"/>
    <xs:element name="subtitle" type="text" minOccurs="0"/><xs:element name="updated" type="xs:dateTime"/>
    <xs:element name="author" type="person"/><xs:element name="generator" type="text"/>
    <xs:element name="link" type="link" minOccurs="2" maxOccurs="5"/>
    <xs:element name="entry" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="id" type="xs:anyURI"/><xs:element name="title" type="text"/>
      <xs:element name="updated" type="xs:dateTime"/><xs:element name="published" type="xs:dateTime" minOccurs="0"/>
      <xs:element name="link" type="link"/><xs:element name="author" type="person" minOccurs="0"/>
      <xs:element name="category" type="category" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="summary" type="text"/><xs:element name="content" type="text" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
</xs:schema>`,
};
