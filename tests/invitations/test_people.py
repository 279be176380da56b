"""The invented citizens of the instances."""

from tests.people import VINH_YEN, citizens, vinh_yen


def test_the_list_of_vinh_yen_is_the_one_that_is_made() -> None:
    assert VINH_YEN.read_bytes() == vinh_yen()


def test_the_same_seed_gives_the_same_people() -> None:
    assert citizens(40, seed=3) == citizens(40, seed=3) != citizens(40, seed=4)
