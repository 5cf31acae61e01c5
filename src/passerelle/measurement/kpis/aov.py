"""Average order value: net revenue, over orders."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("orders", "net"), total("orders", "sale"), "mean", total("orders", "net_squared")
)
