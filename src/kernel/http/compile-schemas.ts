// Schema checks of requests: text from addresses is converted, JSON bodies are taken as they are.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler, FastifySchema } from 'fastify';

const strict = new Ajv2020({ allErrors: false, strict: false });
const converting = new Ajv2020({ coerceTypes: true, useDefaults: true, allErrors: false, strict: false });
addFormats.default(strict);
addFormats.default(converting);

export const compileSchemas: FastifySchemaCompiler<FastifySchema> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? strict : converting).compile(schema as object);
  return (data: unknown) => {
    if (validate(data)) return { value: data };
    return { error: Object.assign(new Error('validation'), { httpPart, places: validate.errors ?? [] }) };
  };
};
