import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** The parts of Adobe's OpenAPI files that are used here. */
interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'header' | 'query' | 'form';
  readonly required?: boolean;
}

interface RawOperation {
  readonly parameters?: Parameter[];
  readonly requestBody?: { readonly content: Record<string, unknown> };
  readonly responses: Record<string, { content?: Record<string, { schema?: { $ref: string } }> }>;
}

interface Document {
  readonly servers: ReadonlyArray<{ readonly url: string }>;
  readonly paths: Record<string, Record<string, RawOperation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

export interface Operation {
  /** `GET /{serviceProvider}/profiles`, as in the file. */
  readonly name: string;
  readonly method: string;
  /** With the servers' path before it: `/api/v2/{serviceProvider}/profiles`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Media type of the request's body. */
  readonly bodyType: string | undefined;
  /** Documented statuses, with a check of the body where the file defines it. */
  readonly responses: ReadonlyMap<number, ValidateFunction | undefined>;
}

/** Reads an OpenAPI file of Adobe's, corrected by Adobe's own documentation. */
export function readOperations(directory: string, file: string): Operation[] {
  const document = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Document;
  correct(document.components.schemas);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, file);
  const base = new URL(document.servers[0]?.url ?? '').pathname;
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: `${base}${path}`,
      ...requestOf(path, operation),
      responses: new Map(
        Object.entries(operation.responses).map(([status, { content }]) => {
          const reference = content?.['application/json']?.schema?.$ref;
          return [
            Number(status),
            reference === undefined ? undefined : ajv.compile({ $ref: `${file}${reference}` }),
          ];
        }),
      ),
    })),
  );
}

function requestOf(
  path: string,
  operation: RawOperation,
): Pick<Operation, 'parameters' | 'bodyType'> {
  const parameters = operation.parameters ?? [];
  const bodyType = Object.keys(operation.requestBody?.content ?? {})[0];
  // The file has the fields of the token request in the query; the documentation has them in a form.
  if (path !== '/client/token') return { parameters, bodyType };
  return {
    parameters: parameters.map((parameter) => ({ ...parameter, in: 'form' as const })),
    bodyType: 'application/x-www-form-urlencoded',
  };
}

/** Properties that the documentation has and the file lacks. */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  ConfigurationResponse: ['device', 'clientType'],
  SessionResponse: ['authenticationRequest'],
};

const TEXT_OR_NULL: Schema = { type: ['string', 'null'] };

/** Where the file contradicts the documented samples, the samples are right. */
function correct(schemas: Record<string, Schema>): void {
  const set = (schema: string, property: string, value: Schema) => {
    const properties = schemas[schema]?.properties;
    if (properties?.[property]) properties[property] = value;
  };
  set('ErrorInformation', 'message', { type: 'string' });
  set('UserMetadataResponse', 'value', {
    type: ['string', 'number', 'boolean', 'array', 'object'],
  });
  for (const [schema, property] of [
    ['Connection', 'ipAddress'],
    ['Connection', 'type'],
    ['Display', 'version'],
    ['Display', 'vendor'],
    ['Display', 'diagonalSize'],
    ['Device', 'model'],
    ['Device', 'applicationId'],
    ['Hardware', 'name'],
  ] as const)
    set(schema, property, TEXT_OR_NULL);
  const registration = schemas.ClientRegistrationRequest;
  if (registration) registration.required = ['software_statement'];
  // A property that is in neither source is a mistake.
  for (const [name, schema] of Object.entries(schemas)) {
    if (!schema.properties || Object.keys(schema.properties).length === 0) continue;
    for (const extra of DOCUMENTED[name] ?? []) schema.properties[extra] = {};
    schema.additionalProperties = false;
  }
}
