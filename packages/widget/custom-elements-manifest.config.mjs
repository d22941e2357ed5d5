/** What is private is nobody's business: not the members, and not the attributes that are none. */
const publicOnly = {
  name: "public-only",
  packageLinkPhase({ customElementsManifest }) {
    const declarations = customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations);
    for (const declaration of declarations.filter(({ members }) => members)) {
      const isPublic = ({ name, privacy }) => privacy !== "private" && privacy !== "protected" && !name.startsWith("#");
      const hidden = new Set(declaration.members.filter((member) => !isPublic(member)).map(({ name }) => name));
      declaration.members = declaration.members.filter(isPublic);
      declaration.attributes = declaration.attributes?.filter(({ fieldName }) => !hidden.has(fieldName));
    }
  },
};

/** What editors and tools are told of the elements. */
export default {
  globs: ["src/booking-*.ts"],
  exclude: ["src/**/*.test.ts", "src/**/*.styles.ts"],
  outdir: "dist",
  litelement: true,
  plugins: [publicOnly],
};
