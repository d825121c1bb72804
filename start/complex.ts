/** The small complex a first visitor finds: plain data, created through the public API. */

export const users = [
  { username: 'admin', password: 'Admin-2027', groups: ['Admins'], userType: 'ADMIN', firstName: 'Ada', lastName: 'Mann' },
  { username: 'caretaker', password: 'Caretaker-2027', groups: ['Caretakers'], userType: 'CARETAKER', firstName: 'Carl', lastName: 'Keller' },
  { username: 'tenant1', password: 'Tenant1-2027', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tara', lastName: 'Obi' },
  { username: 'tenant2', password: 'Tenant2-2027', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tomas', lastName: 'Ruiz' },
  { username: 'tenant3', password: 'Tenant3-2027', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tui', lastName: 'Ngata' },
] as const;

export const emailOf = (username: string) => `${username}@frontdesk.example`;

export const buildings = [
  { name: 'Harbour House', address: { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' } },
  { name: 'Garden Court', address: { streetAddress: '24 Orchard Lane', postalCode: '1012', city: 'Amsterdam', country: 'NL' } },
] as const;

export const apartments = [
  { apartmentNumber: '101', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: false },
  { apartmentNumber: '102', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: true },
  { apartmentNumber: '201', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '202', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '301', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 3, kitchen: true },
  { apartmentNumber: '401', apartmentType: 'VILLA', numberOfRooms: 5, kitchen: true },
] as const;
