import ts from "typescript";

/** One import as it stands in a file: static, dynamic, re-exporting, or of a type. */
export interface Import {
  /** Path of the importing file, from the repository's folder. */
  file: string;
  specifier: string;
  /**
   * Whether nothing of it is left when the types are erased. `import { type A } from "x"` is not: it still loads `x`.
   */
  typeOnly: boolean;
}

/** Lists every import of a file, in order. */
export function listImports(file: string, text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const reference = referenceOf(node);
    if (reference) found.push({ file, ...reference });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function referenceOf(node: ts.Node): Omit<Import, "file"> | undefined {
  if (ts.isImportDeclaration(node)) return reference(node.moduleSpecifier, node.importClause?.isTypeOnly);
  if (ts.isExportDeclaration(node)) return reference(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return reference(node.argument.literal, true);
  if (ts.isExternalModuleReference(node)) return reference(node.expression);
  if (ts.isCallExpression(node) && isLoading(node.expression)) return reference(node.arguments[0]);
  return undefined;
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}

function reference(specifier: ts.Node | undefined, typeOnly = false): Omit<Import, "file"> | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, typeOnly } : undefined;
}
