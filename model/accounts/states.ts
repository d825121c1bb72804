export const userTypes = ['ADMIN', 'TENANT', 'CARETAKER'] as const;

/** The Cognito group whose members are of each type. */
export const groupOf = { ADMIN: 'Admins', TENANT: 'Tenants', CARETAKER: 'Caretakers' } as const;
