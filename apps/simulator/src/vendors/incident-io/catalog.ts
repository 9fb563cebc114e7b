import { type ShopService, shop } from '../../shop/shop.ts';
import { fixedId, sinceEver } from './organisation.ts';

/** The id of the catalog type whose entries are services. */
export const serviceType = fixedId('catalog type service');

/** The id of the catalog entry of a service of the shop. */
export const catalogIdOf = (service: string) => fixedId(`catalog ${service}`);

/** The entry as the catalog API tells it, with team and repository as attributes. */
export function toCatalogEntry(service: ShopService) {
  const text = (label: string) => ({ value: { label, literal: label } });
  return {
    id: catalogIdOf(service.name),
    name: service.name,
    external_id: service.name,
    aliases: service.aliases,
    catalog_type_id: serviceType,
    rank: shop.indexOf(service),
    attribute_values: {
      [fixedId('attribute team')]: text(service.team),
      [fixedId('attribute repository')]: text(service.repo),
    },
    ...sinceEver,
  };
}

/** The one type of the catalog: services. */
export const catalogType = {
  id: serviceType,
  name: 'Service',
  type_name: 'Custom["Service"]',
  description: 'What runs',
  categories: ['service'],
  engine_resource_type: `CatalogEntry["${serviceType}"]`,
  annotations: {},
  color: 'yellow',
  icon: 'box',
  is_editable: true,
  ranked: false,
  schema: {
    version: 1,
    attributes: [
      { id: fixedId('attribute team'), name: 'Team', type: 'String', array: false, mode: '' },
      { id: fixedId('attribute repository'), name: 'Repository', type: 'String', array: false, mode: '' },
    ],
  },
  ...sinceEver,
};
