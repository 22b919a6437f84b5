// What DCAT-AP CH (eCH-0200) makes mandatory, as shapes of our own: the published ones let more through than portals take.
const property = (path: string, more: string) => `sh:property [ sh:path ${path} ; ${more} ]`;
const texts = 'sh:minCount 1 ; sh:datatype rdf:langString ; sh:uniqueLang true ; sh:minLength 1';
const one = 'sh:minCount 1 ; sh:maxCount 1';
const contact = property('dcat:contactPoint', 'sh:minCount 1 ; sh:node _:contact');
const publisher = property('dct:publisher', `${one} ; sh:nodeKind sh:IRI ; sh:class foaf:Agent`);
const described = [property('dct:title', texts), property('dct:description', texts), publisher];
const shape = (name: string, properties: readonly string[]) =>
  `[] a sh:NodeShape ; sh:targetClass ${name} ; ${properties.join(' ; ')} .`;

export const strictDataShapes = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
_:contact a sh:NodeShape ; ${property('vcard:hasEmail', `${one} ; sh:nodeKind sh:IRI ; sh:pattern "^mailto:[^@ ]+@[^@ ]+$"`)} ;
  ${property('vcard:fn', 'sh:minCount 1')} .
${shape('dcat:Catalog', [...described, property('dcat:dataset', 'sh:minCount 1 ; sh:class dcat:Dataset')])}
${shape('dcat:Dataset', [
  ...described,
  contact,
  property('dct:identifier', `${one} ; sh:datatype xsd:string ; sh:pattern "^[^@ ]+@[^@ ]+$"`),
  property('dcat:distribution', 'sh:minCount 1 ; sh:class dcat:Distribution'),
  property('dcat:theme', 'sh:nodeKind sh:IRI'),
  property('dct:accrualPeriodicity', 'sh:maxCount 1 ; sh:nodeKind sh:IRI'),
  property('dct:modified', 'sh:maxCount 1 ; sh:datatype xsd:dateTime'),
])}
${shape('dcat:Distribution', [
  property('dcat:accessURL', 'sh:minCount 1 ; sh:nodeKind sh:IRI'),
  property('dct:license', `${one} ; sh:nodeKind sh:IRI`),
  property('dct:format', 'sh:maxCount 1 ; sh:nodeKind sh:IRI'),
  property('dcat:byteSize', 'sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger'),
])}
${shape('dcat:DataService', [
  ...described,
  contact,
  property('dct:identifier', one),
  property('dcat:endpointURL', 'sh:minCount 1 ; sh:nodeKind sh:IRI'),
])}
${shape('foaf:Agent', [property('foaf:name', texts)])}
`;
