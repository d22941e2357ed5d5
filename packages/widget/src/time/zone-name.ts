/** Cities that browsers still list by an older name. */
const renamed: Readonly<Record<string, string>> = {
  Calcutta: "Kolkata",
  Faeroe: "Faroe",
  Godthab: "Nuuk",
  Katmandu: "Kathmandu",
  Kiev: "Kyiv",
  Rangoon: "Yangon",
  Saigon: "Ho Chi Minh",
};

/** The zone by its city: `Berlin`, `La Rioja, Argentina`. */
export function nameOfZone(zone: string): string {
  const [region = zone, ...places] = zone.split("/").map((place) => renamed[place] ?? place.replaceAll("_", " "));
  return places.reverse().join(", ") || region;
}
