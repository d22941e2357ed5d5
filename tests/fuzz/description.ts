import type { Handler } from "@slotkit/server";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

export type Json = Readonly<Record<string, unknown>>;

/** One operation of the API's own description. */
export interface Operation {
  method: string;
  path: string;
  parameters: readonly { name: string; in: "path" | "query" | "header"; required?: boolean; schema: Json }[];
  /** Of the JSON body; undefined where none is taken. */
  body: Json | undefined;
}

/** An answer, its body read to the end. */
export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** What an API says of itself, and whether it keeps to it. */
export interface Description {
  operations: readonly Operation[];
  /** What is wrong with an answer: nothing, or a sentence. */
  faultOf(operation: Operation, answer: Answer): string | null;
}

interface Described {
  parameters: Operation["parameters"];
  requestBody?: { content: { "application/json": { schema: Json } } };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** Reads the description that an API serves. Answers are held against it by Ajv, which shares no code with what made it. */
export async function readDescription(api: Handler): Promise<Description> {
  const document = await (await api(new Request("http://localhost/openapi.json"))).json();
  // The schemas of the description are JSON Schema 2020-12, as OpenAPI 3.1 has it.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  ajv.addSchema(document.components.schemas.Problem, "#/components/schemas/Problem");
  const validators = new Map<Json, ValidateFunction>();
  const described = new Map<Operation, Described>();

  for (const [path, methods] of Object.entries<Record<string, Described>>(document.paths)) {
    for (const [method, one] of Object.entries(methods)) {
      const body = one.requestBody?.content["application/json"].schema;
      described.set({ method: method.toUpperCase(), path, parameters: one.parameters, body }, one);
    }
  }

  function validatorOf(schema: Json): ValidateFunction {
    const known = validators.get(schema) ?? ajv.compile(schema);
    validators.set(schema, known);
    return known;
  }

  return {
    operations: [...described.keys()],
    faultOf(operation, { status, type, text }) {
      if (status >= 500) return "is a failure of the server";
      const content = described.get(operation)?.responses[status];
      if (!content) return "has a status that is not described";
      if (!content.content) return text === "" ? null : "has a body where none is described";
      const media = content.content[type];
      if (!media) return `has the type "${type}", which is not described`;
      if (!type.includes("json")) return null;
      const validate = validatorOf(media.schema);
      if (validate(JSON.parse(text))) return null;
      return `is not as described: ${ajv.errorsText(validate.errors).slice(0, 500)}`;
    },
  };
}
