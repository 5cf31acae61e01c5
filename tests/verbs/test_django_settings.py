"""Under which names the server answers."""

from passerelle.verbs.django_settings import _hosts


def test_the_address_of_the_workspace_is_answered_beside_this_machine():
    """Links in messages lead to the address; a host that is not named gets 400."""
    hosts = _hosts("https://mail.maison.example/", "other.example,")
    assert {"mail.maison.example", "other.example", "127.0.0.1", "localhost"} <= set(hosts)
    assert "" not in hosts
    assert "*" not in hosts
    assert "mail.maison.example" not in _hosts("", "")
