"""Share sold on deal: net revenue of orders with a coupon, over net revenue."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("orders", "with_coupon"), total("orders", "net"), n=total("orders", "sale"))
