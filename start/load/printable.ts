/** A terminal obeys what it is shown, and a file may hold anything: control characters become dots. */
export const printable = (text: string) => text.replace(/\p{C}/gu, '·');
