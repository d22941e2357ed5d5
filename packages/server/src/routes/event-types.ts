import { eventTypeViewSchema } from "@slotkit/core/http";
import { json, type Route, route } from "../route.ts";
import { viewEventType } from "../views.ts";

export const eventTypeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/event-types/{slug}",
    access: "anyone",
    summary: "Describe an event type",
    answer: { status: 200, schema: eventTypeViewSchema },
    async handle({ slotkit, clientId, params, headers }) {
      const eventType = await slotkit.getEventType(params.slug ?? "", { clientId });
      headers.set("Cache-Control", "public, max-age=60");
      return json(viewEventType(eventType), headers);
    },
  }),
];
