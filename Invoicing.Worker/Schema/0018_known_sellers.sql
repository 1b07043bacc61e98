-- What others may see of sellers: how documents name them, and what decides in which formats documents can be made.
create view invoicing.known_sellers as
select code, seller #>> '{party,name}' as name, seller #>> '{party,street}' as street,
       seller #>> '{party,city}' as city, seller #>> '{party,postalCode}' as postal_code,
       seller #>> '{party,country}' as country, seller #>> '{party,contact,name}' as desk_name,
       seller #>> '{party,contact,phone}' as desk_phone, seller #>> '{party,contact,email}' as desk_address,
       seller #>> '{party,endpoint,scheme}' as endpoint_scheme, seller #>> '{party,endpoint,id}' as endpoint_id,
       seller ->> 'currency' as currency, seller ->> 'iban' as iban, seller ->> 'taxCurrency' as tax_currency,
       translate(seller ->> 'formats', '[]" ', '') as formats
from   invoicing.sellers;

comment on view invoicing.known_sellers is 'Every seller, by the code that customers name as their invoice series.';
comment on column invoicing.known_sellers.desk_name is
    'Whom to ask about an invoice; so too desk_phone and desk_address.';
comment on column invoicing.known_sellers.endpoint_id is 'Where the seller takes electronic documents, by the scheme.';
comment on column invoicing.known_sellers.currency is 'Of its accounts.';
comment on column invoicing.known_sellers.iban is 'Where an invoice is paid that nothing could be drawn for.';
comment on column invoicing.known_sellers.tax_currency is 'In which VAT is owed; null where the seller names none.';
comment on column invoicing.known_sellers.formats is
    'Of documents, with commas between them, for customers who choose none; null is UBL.';
