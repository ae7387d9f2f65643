/** Which variation it is: Etsy's ids of products change with every edit, properties and their values stay. */
export const keyOf = (
  values: readonly { readonly property_id: number; readonly values: readonly string[] }[],
): string => values.map((one) => `${one.property_id}=${one.values.join('|')}`).join(';')
