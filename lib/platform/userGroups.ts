/** Groups of the user pool, as the schema's directives name them. */
export const userGroups = ['Admins', 'Caretakers', 'Tenants'] as const;
