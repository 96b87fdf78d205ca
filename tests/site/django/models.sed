# What is left to do by hand after `inspectdb`, as its own first lines say.
# Of what it may not read whole, the site reads a view: those are the tables that orders point to.
/^class SiteOperators(/,/^$/ { s/SiteOperators/Operators/; s/ id = .*/ id = models.UUIDField(primary_key=True)/ }
/^class SiteAssignments(/,/^$/ { s/SiteAssignments/ProductionAssignments/; s/ id = .*/ id = models.UUIDField(primary_key=True)/ }
# Which workshop makes an order is not for a site. A key of two columns is told as one: a payment is of an order.
s/ workshop = .*/ workshop_id = models.UUIDField(blank=True, null=True)/
/^class PaymentSubmissions(/,/^$/ s/ order = .*/ order = models.ForeignKey(Orders, models.DO_NOTHING, related_name='payments')/
