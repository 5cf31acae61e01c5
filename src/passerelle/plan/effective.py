"""What an action says once its campaign has spoken for it."""

from passerelle.plan.model import Plan
from passerelle.plan.operations import Action


def effective(plan: Plan, action: Action) -> Action:
    """Give the action with its campaign's ``serves``, ``owner`` and ``says`` where it is silent.

    An action without a campaign, or whose campaign does not exist, comes back unchanged.
    """
    campaign = plan.campaigns.get(action.campaign or "")
    if campaign is None:
        return action
    inherited = {
        "serves": action.serves or campaign.serves,
        "owner": action.owner or campaign.owner,
        "says": action.says or campaign.says,
    }
    changed = {name: value for name, value in inherited.items() if value != getattr(action, name)}
    return action.model_copy(update=changed) if changed else action
