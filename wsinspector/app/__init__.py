"""Puts everything together: application, main window, controllers, actions, settings store.

The only layer that knows both the engine and the widgets: controllers turn the widgets' wishes
into calls of the engine, and the journal's announcements into signals of the models.
"""
