/** Like `Promise.all(items.map(map))` with at most `width` of them running; the answers keep the order of the items. */
export async function mapConcurrently<In, Out>(
  items: readonly In[],
  width: number,
  map: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const answers: Out[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return answers;
}
