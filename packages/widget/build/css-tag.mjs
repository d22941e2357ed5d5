// Stands in for Lit's css-tag.js in the script-tag files, which need no fallback: every browser that runs this code
// adopts constructed style sheets. It saves half a kilobyte. What Lit's renderer takes from the original is here.

export const supportsAdoptingStyleSheets = true;

/** One constructed sheet per style, made when the first element needs it. Styles here hold no expressions. */
export function css([text]) {
  let styleSheet;
  return {
    get styleSheet() {
      if (!styleSheet) {
        styleSheet = new CSSStyleSheet();
        styleSheet.replaceSync(text);
      }
      return styleSheet;
    },
  };
}

export function adoptStyles(root, styles) {
  root.adoptedStyleSheets = styles.map((style) => style.styleSheet);
}

export const getCompatibleStyle = (style) => style;

/** Lit's entry passes these two on; nothing here uses them. */
export const unsafeCSS = undefined;
export const CSSResult = undefined;
