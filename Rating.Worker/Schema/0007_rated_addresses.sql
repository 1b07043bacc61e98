-- The addresses that were priced as another text than came, such as {"00420601234567": "+420601234567"}; null where each
-- was priced as it stands in session. Only so can be told later why a call to 00420... cost what +420... costs.
alter table rating.usages add column rated_addresses json;
