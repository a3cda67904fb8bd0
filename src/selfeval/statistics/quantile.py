"""Quantiles of the four distributions the intervals of this folder rest on."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Any

# More than a float holds, so that the root is exact once it is rounded to a float.
_DECIMAL_PLACES = 30


def normal_quantile(confidence: float) -> float:
    """z that leaves (1 - confidence)/2 of the standard normal distribution in each tail; 1.95996 for 0.95.

    ValueError: confidence not strictly between 0 and 1.
    """
    _require_probability(confidence)
    return NormalDist().inv_cdf((1 + confidence) / 2)


@lru_cache(maxsize=1024)
def student_t_quantile(confidence: float, degrees_of_freedom: float) -> float:
    """t that leaves (1 - confidence)/2 of Student's t distribution in each tail; degrees of freedom may be a fraction.

    Solves I_x(df/2, 1/2) = 1 - confidence with x = df/(df + t²) for t, where I is the regularised incomplete
    beta function. Source: Abramowitz and Stegun 1964, 26.7.1, p. 948.
    ValueError: confidence not strictly between 0 and 1, or degrees of freedom not above 0.
    """
    import mpmath  # slow to load and needed by few callers

    start = normal_quantile(confidence)
    _require_positive(degrees_of_freedom)
    with mpmath.workdps(_DECIMAL_PLACES):
        df, half = mpmath.mpf(degrees_of_freedom), mpmath.mpf("0.5")
        peak = 2 / (mpmath.sqrt(df) * mpmath.beta(df / 2, half))

        def excess(t: Any) -> Any:
            return mpmath.betainc(df / 2, half, 0, df / (df + t**2), regularized=True) - (1 - mpmath.mpf(confidence))

        def slope(t: Any) -> Any:
            return -peak * (1 + t**2 / df) ** (-(df + 1) / 2)

        # The tails are convex and the normal quantile is the smaller one: Newton's steps rise to the root.
        return float(mpmath.findroot(excess, start, solver="newton", df=slope, maxsteps=200))


@lru_cache(maxsize=1024)
def gamma_quantile(probability: float, shape: float) -> float:
    """Point below which the gamma distribution of this shape and scale 1 holds `probability`.

    It is half the chi-square quantile with 2 x shape degrees of freedom.
    Source: Abramowitz and Stegun 1964, 26.4.19, p. 941.
    ValueError: probability not strictly between 0 and 1, or shape not above 0.
    """
    import mpmath  # slow to load and needed by few callers

    _require_probability(probability)
    _require_positive(shape)
    with mpmath.workdps(_DECIMAL_PLACES):

        def share(u: Any) -> Any:
            return mpmath.gammainc(shape, 0, mpmath.exp(u), regularized=True)

        def excess(u: Any) -> Any:
            return mpmath.log(share(u) / mpmath.mpf(probability))

        def slope(u: Any) -> Any:
            return mpmath.exp(shape * u - mpmath.exp(u) - mpmath.loggamma(shape)) / share(u)

        # The logarithm of the share is concave in u = log x: Newton's steps reach the root from any start.
        root = mpmath.findroot(excess, mpmath.log(shape), solver="newton", df=slope, maxsteps=200)
        return float(mpmath.exp(root))


@lru_cache(maxsize=1024)
def beta_quantile(probability: float, a: float, b: float) -> float:
    """Point below which the beta distribution with parameters a and b holds `probability`.

    Source: Abramowitz and Stegun 1964, 26.5.1, p. 944.
    ValueError: probability not strictly between 0 and 1, or a or b not above 0.
    """
    import mpmath  # slow to load and needed by few callers

    _require_probability(probability)
    _require_positive(a)
    _require_positive(b)
    with mpmath.workdps(_DECIMAL_PLACES):

        def share(u: Any) -> Any:
            return mpmath.betainc(a, b, 0, 1 / (1 + mpmath.exp(-u)), regularized=True)

        def excess(u: Any) -> Any:
            return mpmath.log(share(u) / mpmath.mpf(probability))

        def slope(u: Any) -> Any:
            # The density of u = log(x / (1 - x)) over the share.
            density = mpmath.exp(a * u) / (1 + mpmath.exp(u)) ** (a + b) / mpmath.beta(a, b)
            return density / share(u)

        # The logarithm of the share is concave in u: Newton's steps reach the root from any start.
        root = mpmath.findroot(excess, mpmath.log(mpmath.mpf(a) / b), solver="newton", df=slope, maxsteps=200)
        return float(1 / (1 + mpmath.exp(-root)))


def _require_probability(value: float) -> None:
    if not 0 < value < 1:
        raise ValueError(f"a probability strictly between 0 and 1 is expected, found {value}")


def _require_positive(value: float) -> None:
    if not 0 < value < float("inf"):
        raise ValueError(f"a finite number above 0 is expected, found {value}")
