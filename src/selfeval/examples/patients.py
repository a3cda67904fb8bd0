"""The patients of an invented project: flows that add up, over the years and over the groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache

from selfeval.examples.chance import bell, chance, divide
from selfeval.examples.profile import FIRST_YEAR, Profile
from selfeval.guide import Guide
from selfeval.model import State
from selfeval.project_file.template import Cells
from selfeval.territory import BROAD_BANDS, SEXES, broad_bands, region_population

# The share of each age group that belongs to the target group, before it is scaled to the project's own share.
_CHRONIC = {
    "age_0_19": 0.02,
    "age_20_44": 0.04,
    "age_45_64": 0.12,
    "age_65_74": 0.22,
    "age_75_84": 0.32,
    "age_85_plus": 0.38,
}
# By risk level: share of the target group, and how much sooner than others people of that level are included and die.
_STRATA = {"stratum_low": 0.52, "stratum_medium": 0.29, "stratum_high": 0.14, "stratum_complex": 0.05}
_PULL = {
    "stratum_low": 0.4,
    "stratum_medium": 1.2,
    "stratum_high": 2.1,
    "stratum_complex": 2.6,
    "reimbursement_yes": 0.8,
    "age_0_19": 0.4,
}
_FRAILTY = {
    "age_75_84": 2.0,
    "age_85_plus": 4.5,
    "age_65_74": 1.0,
    "stratum_high": 2.0,
    "stratum_complex": 4.0,
    "age_0_19": 0.05,
    "age_20_44": 0.1,
}
_COURSE = {
    "ordinary": (0.18, 0.40, 0.60, 0.82, 1.0),
    "slow": (0.03, 0.10, 0.32, 0.66, 1.0),
    "hit": (0.20, 0.46, 0.50, 0.74, 1.0),
}


@dataclass(frozen=True)
class Flow:
    """Persons: of the target group on 1 January, and the included ones through one year."""

    target_group: int
    start: int
    inflow: int
    deceased: int
    moved: int
    stopped: int

    @property
    def end(self) -> int:
        """Included on 31 December."""
        return self.start + self.inflow - self.deceased - self.moved - self.stopped


Groups = Mapping[str, Flow]


@cache
def target_group(profile: Profile, year: int) -> Mapping[str, int]:
    """Persons of the target group in the region on 1 January, by patient group."""
    population = region_population(profile.municipalities, year)
    share = {age: chronic * profile.character.ages.get(age, 1.0) for age, chronic in _CHRONIC.items()}
    cells = {(sex, age): share[age] * people for sex in SEXES for age, people in broad_bands(population, sex).items()}
    scale = profile.character.target_share * population.total / sum(cells.values())
    counts = {key: round(scale * people) for key, people in cells.items()}
    total = sum(counts.values())
    groups = {"total": total}
    groups |= {sex: sum(count for (s, _), count in counts.items() if s == sex) for sex in SEXES}
    groups |= {age: sum(count for (_, a), count in counts.items() if a == age) for age in BROAD_BANDS}
    reimbursed = profile.character.reimbursed
    groups |= dict(
        zip(("reimbursement_yes", "reimbursement_no"), divide(total, (reimbursed, 1 - reimbursed)), strict=True)
    )
    return groups | dict(zip(_STRATA, divide(total, list(_STRATA.values())), strict=True))


@cache
def patient_flows(profile: Profile, seed: int, year: int) -> Groups:
    """The flow of every patient group in one year; each breakdown adds up to the total."""
    before = patient_flows(profile, seed, year - 1) if year > FIRST_YEAR else {}
    target = target_group(profile, year)
    start = before["total"].end if before else 0
    total = _total_flow(profile, seed, year, start, target["total"])
    flows = {"total": total}
    for name, groups in _breakdowns(target).items():
        flows |= _divided(total, groups, before, target, chance(seed, profile.id, year, f"patients/{name}").random())
    return flows


def _breakdowns(target: Mapping[str, int]) -> dict[str, list[str]]:
    return {
        "sex": [group for group in target if group in SEXES],
        "age": [group for group in target if group in BROAD_BANDS],
        "reimbursement": [group for group in target if group.startswith("reimbursement")],
        "stratum": [group for group in target if group in _STRATA],
    }


def _total_flow(profile: Profile, seed: int, year: int, start: int, target: int) -> Flow:
    rng, character = chance(seed, profile.id, year, "patients"), profile.character
    pace = "slow" if character.slow_start else "hit" if character.hit_by_2020 else "ordinary"
    goal = character.inclusion * target_group(profile, FIRST_YEAR)["total"]
    wanted = round(goal * _COURSE[pace][year - FIRST_YEAR] * (1 + 0.02 * bell(rng)))
    present = (start + wanted) / 2
    toll = 0.055 if character.hit_by_2020 and year == 2020 else 0.034
    deceased = round(present * toll * (1 + 0.1 * bell(rng)))
    moved, stopped = (round(present * rate * (1 + 0.15 * bell(rng))) for rate in (0.012, 0.03))
    inflow = max(round(0.02 * present), wanted - start + deceased + moved + stopped)
    return Flow(target, start, inflow, deceased, moved, stopped)


def _divided(total: Flow, groups: list[str], before: Groups, target: Mapping[str, int], tilt: float) -> dict[str, Flow]:
    """The total flow over the groups of one breakdown; nobody leaves who was not there."""
    start = [before[group].end if before else 0 for group in groups]
    weights = [
        target[group] * _PULL.get(group, 1.0) * (0.97 + 0.06 * tilt * (number % 2))
        for number, group in enumerate(groups)
    ]
    inflow = divide(total.inflow, weights)
    room = [have + come for have, come in zip(start, inflow, strict=True)]
    parts: dict[str, list[int]] = {}
    for way in ("deceased", "moved", "stopped"):
        frail = [
            have * (_FRAILTY.get(group, 0.5) if way == "deceased" else 1.0)
            for group, have in zip(groups, room, strict=True)
        ]
        parts[way] = divide(getattr(total, way), frail, room)
        room = [have - gone for have, gone in zip(room, parts[way], strict=True)]
    columns = zip(groups, start, inflow, *(parts[way] for way in ("deceased", "moved", "stopped")), strict=True)
    return {group: Flow(target[group], *numbers) for group, *numbers in columns}


def patient_rows(profile: Profile, seed: int, years: list[int], guide: Guide) -> list[Cells]:
    """The patients of every group, the report year first."""
    rows: list[Cells] = []
    for year in reversed(years):
        flows = patient_flows(profile, seed, year)
        for entry in guide.codes("patient_group"):
            flow, hidden = flows[entry["id"]], entry["group"] == "stratum" and year < profile.character.strata_from
            counts = {**asdict(flow), "end": flow.end}
            known = dict.fromkeys(counts, State.UNKNOWN) if hidden else counts
            rows.append({"group": entry["id"], "year": year, **known})
    return rows
