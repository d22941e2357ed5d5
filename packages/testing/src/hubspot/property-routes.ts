import type {
  CollectionResponsePropertyGroupNoPaging,
  CollectionResponsePropertyNoPaging,
  Property,
  PropertyCreate,
  PropertyGroup,
  PropertyGroupCreate,
  PropertyUpdate,
} from "@hubspot/api-client/lib/codegen/crm/properties/models/all.js";
import { invalid } from "./hubspot-refusal.ts";
import type { Portal } from "./portal.ts";
import type { PropertyDefinition, PropertyGroupDefinition, PropertyRegistry } from "./property-registry.ts";
import type { Route, RouteRequest } from "./route.ts";
import { toPropertyDefinition } from "./to-property-definition.ts";
import type { Wire } from "./wire.ts";

const listGroups: Route = {
  method: "GET",
  path: "/properties/{objectType}/groups",
  handle(request, portal) {
    const results = registryOf(request, portal).groups().map(toPropertyGroup);
    const body: Wire<CollectionResponsePropertyGroupNoPaging> = { results };
    return { status: 200, model: "properties.CollectionResponsePropertyGroupNoPaging", body };
  },
};

const createGroup: Route = {
  method: "POST",
  path: "/properties/{objectType}/groups",
  accepts: "properties.PropertyGroupCreate",
  handle(request, portal) {
    const { name, label, displayOrder = -1 } = request.body as Wire<PropertyGroupCreate>;
    const group = registryOf(request, portal).createGroup({ name, label, displayOrder });
    return { status: 201, model: "properties.PropertyGroup", body: toPropertyGroup(group) };
  },
};

const getGroup: Route = {
  method: "GET",
  path: "/properties/{objectType}/groups/{name}",
  handle(request, portal) {
    const group = registryOf(request, portal).getGroup(request.params.name ?? "");
    return { status: 200, model: "properties.PropertyGroup", body: toPropertyGroup(group) };
  },
};

const list: Route = {
  method: "GET",
  path: "/properties/{objectType}",
  handle(request, portal) {
    const body: Wire<CollectionResponsePropertyNoPaging> = {
      results: registryOf(request, portal).list().map(toProperty),
    };
    return { status: 200, model: "properties.CollectionResponsePropertyNoPaging", body };
  },
};

const create: Route = {
  method: "POST",
  path: "/properties/{objectType}",
  accepts: "properties.PropertyCreate",
  handle(request, portal) {
    const definition = toPropertyDefinition(request.body as Wire<PropertyCreate>);
    const property = registryOf(request, portal).create(definition);
    return { status: 201, model: "properties.Property", body: toProperty(property) };
  },
};

const get: Route = {
  method: "GET",
  path: "/properties/{objectType}/{name}",
  handle(request, portal) {
    const property = registryOf(request, portal).get(request.params.name ?? "");
    return { status: 200, model: "properties.Property", body: toProperty(property) };
  },
};

const update: Route = {
  method: "PATCH",
  path: "/properties/{objectType}/{name}",
  accepts: "properties.PropertyUpdate",
  handle(request, portal) {
    const { options, ...rest } = request.body as Wire<PropertyUpdate>;
    const registry = registryOf(request, portal);
    const name = ownProperty(registry, request).name;
    const changes = { ...rest, ...(options ? { options } : {}) } as Partial<PropertyDefinition>;
    return { status: 200, model: "properties.Property", body: toProperty(registry.update(name, changes)) };
  },
};

const archive: Route = {
  method: "DELETE",
  path: "/properties/{objectType}/{name}",
  handle(request, portal) {
    const registry = registryOf(request, portal);
    registry.archive(ownProperty(registry, request).name);
    return { status: 204 };
  },
};

export const propertyRoutes: readonly Route[] = [listGroups, createGroup, getGroup, list, create, get, update, archive];

function registryOf({ params }: RouteRequest, portal: Portal): PropertyRegistry {
  return portal.objects(params.objectType ?? "").registry;
}

/** HubSpot's own properties cannot be redefined or archived. */
function ownProperty(registry: PropertyRegistry, { params }: RouteRequest): PropertyDefinition {
  const property = registry.get(params.name ?? "");
  if (!property.hubspotDefined) return property;
  throw invalid(`Property ${property.name} is defined by HubSpot`);
}

function toProperty(definition: PropertyDefinition): Wire<Property> {
  const { readOnly, ...property } = definition;
  return {
    ...property,
    archived: false,
    calculated: false,
    externalOptions: false,
    modificationMetadata: {
      archivable: !definition.hubspotDefined,
      readOnlyDefinition: definition.hubspotDefined,
      readOnlyValue: readOnly,
    },
  };
}

function toPropertyGroup(group: PropertyGroupDefinition): Wire<PropertyGroup> {
  return { ...group, archived: false };
}
